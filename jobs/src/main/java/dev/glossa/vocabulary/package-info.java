/**
 * Training and extension of vocabularies, and tokenizers as files.
 *
 * <h2>How a vocabulary is trained</h2>
 *
 * <pre>
 * text ─WordCounting─▶ WordTable ─ShardSource─▶ MergeShard (one of several)   merges of a round ┐
 *                          │                        │  ▲                                       │
 *                     alphabet                changes of counts, bounds                         │
 *                          ▼                        ▼  └────────────────────────────────────────┤
 *                    MergeTraining ──────────▶ MergeRounds (one) ─PairQueue: the next pairs─────┴▶ MergeLog
 * </pre>
 *
 * <p>{@link dev.glossa.vocabulary.WordCounting} makes the table: every word once with its 64-bit
 * count, in files that all executors see. A {@link dev.glossa.tokenizer.MergeShard} holds the words
 * of some of these files, in the memory of an executor ({@link dev.glossa.vocabulary.SparkShards})
 * or of this process ({@link dev.glossa.tokenizer.LocalShards}), and applies merges in place.
 * {@link dev.glossa.tokenizer.MergeRounds} holds one count for each pair of symbols and no word. In
 * a round it chooses the next merges, the shards apply them, and tell by how much the counts of
 * pairs have changed; the changes are summed.
 *
 * <h2>Why several merges a round give the same sequence</h2>
 *
 * <p>SentencePiece takes the most frequent pair, again and again. A merge of a and b lowers the
 * counts of pairs that end in a or begin with b, raises none, and creates pairs with ab alone. So
 * the second most frequent pair is certain to be the next merge if it neither ends in a nor begins
 * with b, and is more frequent than every pair that ab may be in. The shards are asked ahead for
 * what bounds these: how often ab's most frequent neighbour stands beside it, summed over shards. A
 * round ends at the first pair that is not certain; also after a pair of equal halves, and after
 * one whose bound has not been asked for. What is decided depends on sums of whole numbers alone,
 * not on how words are divided among shards, files or partitions.
 *
 * <h2>How a vocabulary is extended</h2>
 *
 * <p>By the same parts: words are cut into the base's pieces instead of characters, and what is
 * learned goes on from the base's merges. For a SentencePiece vocabulary a candidate is a string,
 * whatever pair of pieces makes it, and a new piece that makes a known one with its neighbour is
 * merged with it at once, as the encoder will do it. So a merge may raise counts, nothing is
 * certain beyond the next merge, and a round has one. A byte-level vocabulary is extended by pairs.
 *
 * <h2>What survives what</h2>
 *
 * <ul>
 *   <li><i>A task that fails, or runs twice:</i> a shard knows after how many merges its counts
 *       were told last. One that is further than the round's beginning, or was left in the middle
 *       of merging, is built again from the table.
 *   <li><i>An executor that is lost, a shard dropped for want of memory:</i> the same; every task
 *       is told all merges, so that the new shard catches up.
 *   <li><i>A driver that is killed:</i> the table is complete when its summary is there, and is
 *       counted anew otherwise, or if the input's size differs. Of the merges those of the last
 *       checkpoint ({@link dev.glossa.vocabulary.MergeLog}, renamed into place) stay; the shards
 *       apply them at once and tell the counts then.
 * </ul>
 *
 * <h2>What lies where</h2>
 *
 * <p>Executors need memory for their share of the distinct words, text that is not divided by
 * spaces included; the driver needs it for the distinct pairs, which grow with the alphabet and the
 * number of merges rather than with the text. It takes the first counts from one shard after
 * another.
 */
package dev.glossa.vocabulary;
