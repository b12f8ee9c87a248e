package dev.glossa.tokenizer;

import java.util.Arrays;

/** Numbers pairs of symbols in the order in which they come: open addressing over a dense list. */
final class PairTable implements PairNumbers {

  private static final int EMPTY = -1;

  private int[] table = new int[1 << 10];
  private long[] pairs = new long[1 << 9];
  private int size;

  PairTable() {
    Arrays.fill(table, EMPTY);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long pair(int number) {
    return pairs[number];
  }

  @Override
  public int find(long pair) {
    int mask = table.length - 1;
    for (int at = hash(pair) & mask; ; at = (at + 1) & mask) {
      int number = table[at];
      if (number == EMPTY || pairs[number] == pair) {
        return number;
      }
    }
  }

  @Override
  public int add(long pair) {
    int mask = table.length - 1;
    int at = hash(pair) & mask;
    while (table[at] != EMPTY) {
      if (pairs[table[at]] == pair) {
        return table[at];
      }
      at = (at + 1) & mask;
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

  @Override
  public boolean is(int number, long pair) {
    return pairs[number] == pair;
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

  private static int hash(long pair) {
    long h = pair * 0x9E37_79B9_7F4A_7C15L;
    return (int) (h >>> 32) ^ (int) (h >>> 49);
  }
}
