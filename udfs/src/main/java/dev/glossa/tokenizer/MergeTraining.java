package dev.glossa.tokenizer;

import java.util.List;

/**
 * A vocabulary whose merges are yet to be learned.
 *
 * @param <V> what is made of them
 */
public interface MergeTraining<V> {

  /** How many merges are to be learned. */
  int budget();

  /** What the shards of words are built by. */
  MergeSpec shards();

  /**
   * Learns the merges, or the rest of them, and makes the vocabulary.
   *
   * @param known the first merges, if an earlier run has learned them, as {@link MergeListener} got
   *     them
   * @param ahead how many pairs shards are asked about before they are merged, see {@link
   *     MergeShards}: more make fewer rounds, which pays where a round is costly
   * @throws IllegalArgumentException if the words support fewer pieces than asked for
   */
  V learn(MergeShards shards, long[] known, int ahead, MergeListener listener);

  /** Learns from words in memory, each once, in any order. */
  default V learn(Iterable<WordCount> words) {
    MergeShardBuilder builder = new MergeShardBuilder(shards());
    words.forEach(word -> word.addTo(builder::add));
    return learn(new LocalShards(List.of(builder.build())), new long[0], 0, MergeListener.NONE);
  }
}
