package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Counted words as symbols, for {@link MergeShard}. Equal segments are kept once with the sum of
 * their counts: that loses no pair, and makes the table a fraction of the words'.
 */
final class SegmentTable {

  /** A symbol that merges with nothing: unknown characters, and what stands between words. */
  static final int BARRIER = -1;

  private int[] text = new int[1 << 12];
  private int size;
  private long[] counts = new long[1 << 10];
  private int[] starts = new int[1 << 10];
  private int segments;
  private int[] table = new int[1 << 11];

  SegmentTable() {
    Arrays.fill(table, -1);
    text[size++] = BARRIER;
  }

  /** Adds the symbols of a word, which barriers cut. */
  void addCut(int[] word, int length, long count) {
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (word[at] < 0) {
        add(word, start, at, count);
        start = at + 1;
      }
    }
    add(word, start, length, count);
  }

  /** Adds symbols without a barrier, if there is a pair of them. */
  void add(int[] segment, int from, int to, long count) {
    if (to - from < 2) {
      return;
    }
    reserve(to - from + 1);
    System.arraycopy(segment, from, text, size, to - from);
    int start = size;
    size += to - from;
    close(start, count);
  }

  private void reserve(int more) {
    if (size + more > text.length) {
      text = Arrays.copyOf(text, Math.addExact(Math.max(size, more), size >> 1) + more);
    }
  }

  /** Ends the segment that starts there, and forgets it if it is known. */
  private void close(int start, long count) {
    int mask = table.length - 1;
    int at = hash(start, size) & mask;
    while (table[at] >= 0) {
      int other = table[at];
      if (Arrays.equals(text, starts[other], starts[other + 1] - 1, text, start, size)) {
        counts[other] = Math.addExact(counts[other], count);
        size = start;
        return;
      }
      at = (at + 1) & mask;
    }
    table[at] = segments;
    if (segments + 2 > starts.length) {
      starts = Arrays.copyOf(starts, segments * 2);
      counts = Arrays.copyOf(counts, segments * 2);
    }
    starts[segments] = start;
    counts[segments++] = count;
    text[size++] = BARRIER;
    starts[segments] = size;
    if (segments * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int segment = 0; segment < segments; segment++) {
      int at = hash(starts[segment], starts[segment + 1] - 1) & mask;
      while (table[at] >= 0) {
        at = (at + 1) & mask;
      }
      table[at] = segment;
    }
  }

  private int hash(int from, int to) {
    long h = to - from;
    for (int i = from; i < to; i++) {
      h = (h ^ text[i]) * 0x9E37_79B9_7F4A_7C15L;
      h ^= h >>> 29;
    }
    return (int) (h ^ h >>> 32);
  }

  /** All segments, a barrier before the first and after each. */
  int[] text() {
    return Arrays.copyOf(text, size);
  }

  /** The number of the segment that a place of {@link #text} belongs to. */
  int[] wordOf() {
    int[] wordOf = new int[size];
    for (int segment = 0; segment < segments; segment++) {
      Arrays.fill(wordOf, starts[segment], starts[segment + 1], segment);
    }
    return wordOf;
  }

  /** How often each segment occurs. */
  long[] counts() {
    return Arrays.copyOf(counts, segments);
  }
}
