package dev.glossa.tokenizer;

/**
 * Numbers what may be merged, in the order in which it comes: each pair of symbols, or all pairs
 * together that make the same string.
 */
interface PairNumbers {

  int size();

  /** A pair of that number, the first that came. */
  long pair(int number);

  /** The pair's number, or -1. */
  int find(long pair);

  /** The pair's number; if it is new, {@link #size} before. */
  int add(long pair);

  /** Whether a pair has that number. */
  boolean is(int number, long pair);
}
