package dev.glossa.tokenizer;

import java.io.Serializable;

/**
 * How often pairs of symbols stand side by side, or by how much that has changed: a pair is the
 * left symbol's number in the upper 32 bits and the right symbol's in the lower.
 *
 * @param pairs the pairs, each once
 * @param counts a count for each
 */
public record PairCounts(long[] pairs, long[] counts) implements Serializable {

  /** The pair of two symbols. */
  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  static int left(long pair) {
    return (int) (pair >>> 32);
  }

  static int right(long pair) {
    return (int) pair;
  }
}
