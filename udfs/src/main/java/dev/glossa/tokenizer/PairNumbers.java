package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Numbers what may be merged, in the order in which it comes: each pair of symbols, or all pairs
 * together that count as the same. Open addressing over a dense list.
 */
abstract class PairNumbers {

  private static final int EMPTY = -1;

  private int[] table = new int[1 << 10];
  private long[] pairs = new long[1 << 9];
  private int size;

  PairNumbers() {
    Arrays.fill(table, EMPTY);
  }

  /** Equal for pairs that are the same. */
  abstract int hash(long pair);

  /** Whether two pairs count as the same. */
  abstract boolean areSame(long pair, long other);

  final int size() {
    return size;
  }

  /** A pair of that number, the first that came. */
  final long pair(int number) {
    return pairs[number];
  }

  /** Whether a pair has that number. */
  final boolean is(int number, long pair) {
    return areSame(pairs[number], pair);
  }

  /** The pair's number, or -1. */
  final int find(long pair) {
    return table[place(pair)];
  }

  /** The pair's number; if it is new, {@link #size} before. */
  final int add(long pair) {
    int at = place(pair);
    if (table[at] != EMPTY) {
      return table[at];
    }
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, size + (size >> 1));
    }
    table[at] = size;
    pairs[size++] = pair;
    if (size * 2L > table.length) {
      grow();
    }
    return size - 1;
  }

  /** Where the pair's number stands, or would stand. */
  private int place(long pair) {
    int mask = table.length - 1;
    int at = hash(pair) & mask;
    while (table[at] != EMPTY && !areSame(pairs[table[at]], pair)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int at = hash(pairs[number]) & mask;
      while (table[at] != EMPTY) {
        at = (at + 1) & mask;
      }
      table[at] = number;
    }
  }
}
