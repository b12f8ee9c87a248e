package dev.glossa.vocabulary;

import java.io.Serializable;

/**
 * What text takes with all nested vocabularies. Integers, so that no order of adding matters.
 *
 * @param sentences sentences that training uses
 * @param words their words, by ICU's segmentation
 * @param bytes their bytes in UTF-8
 * @param tokens their tokens with the smallest vocabulary
 * @param saved tokens that each merge saves, see {@link dev.glossa.tokenizer.NestedTokenCounts}
 */
record CurveCounts(long sentences, long words, long bytes, long tokens, long[] saved)
    implements Serializable {

  CurveCounts plus(CurveCounts other) {
    long[] sums = saved.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.saved[i];
    }
    return new CurveCounts(
        sentences + other.sentences,
        words + other.words,
        bytes + other.bytes,
        tokens + other.tokens,
        sums);
  }

  /** The tokens with the vocabularies of 0, 1, 2, … merges. */
  long[] tokensByMerges() {
    long[] counts = new long[saved.length + 1];
    counts[0] = tokens;
    for (int merge = 0; merge < saved.length; merge++) {
      counts[merge + 1] = counts[merge] - saved[merge];
    }
    return counts;
  }
}
