package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Numbers the strings that pairs of symbols make, in the order in which they come. No string is
 * made for that: of each a pair is kept, and texts are compared character by character.
 */
final class StringTable implements PairNumbers {

  private static final int EMPTY = -1;

  private final Symbols symbols;
  private int[] table = new int[1 << 10];
  private long[] pairs = new long[1 << 9];
  private int[] hashes = new int[1 << 9];
  private int size;

  StringTable(Symbols symbols) {
    this.symbols = symbols;
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
    return table[place(pair, hash(pair))];
  }

  @Override
  public int add(long pair) {
    int hash = hash(pair);
    int at = place(pair, hash);
    if (table[at] != EMPTY) {
      return table[at];
    }
    if (size == pairs.length) {
      int capacity = size + (size >> 1);
      pairs = Arrays.copyOf(pairs, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    table[at] = size;
    pairs[size] = pair;
    hashes[size++] = hash;
    if (size * 2L > table.length) {
      grow();
    }
    return size - 1;
  }

  @Override
  public boolean is(int number, long pair) {
    long other = pairs[number];
    return pair == other
        || hash(pair) == hashes[number]
            && symbols.haveSameText(
                PairCounts.left(pair),
                PairCounts.right(pair),
                PairCounts.left(other),
                PairCounts.right(other));
  }

  /** Where the pair's string stands, or would stand. */
  private int place(long pair, int hash) {
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != EMPTY && !(hashes[table[at]] == hash && is(table[at], pair))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int at = hashes[number] & mask;
      while (table[at] != EMPTY) {
        at = (at + 1) & mask;
      }
      table[at] = number;
    }
  }

  private int hash(long pair) {
    long h = 0;
    for (int c : symbols.characters(PairCounts.left(pair))) {
      h = step(h, c);
    }
    for (int c : symbols.characters(PairCounts.right(pair))) {
      h = step(h, c);
    }
    return (int) (h ^ h >>> 32);
  }

  private static long step(long h, int c) {
    long mixed = (h ^ c) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ mixed >>> 29;
  }
}
