package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Counted words as symbols, for {@link MergeShard}. Each word is cut where no piece can ever reach
 * across, and equal segments are kept once with the sum of their counts: that loses no pair, and
 * makes the table a fraction of the words'. The number of an alphabet's character is its rank.
 */
final class SegmentTable {

  private static final int MAX_CODE_POINT = 0x10FFFF;

  private final SymbolTable symbols;
  private final int[] symbolOf = new int[MAX_CODE_POINT + 1];

  private int[] text = new int[1 << 12];
  private int size;
  private long[] counts = new long[1 << 10];
  private int[] starts = new int[1 << 10];
  private int segments;
  private int[] table = new int[1 << 11];

  SegmentTable(SymbolTable symbols, int[] alphabet) {
    this.symbols = symbols;
    Arrays.fill(symbolOf, MergeLoop.BARRIER);
    for (int rank = 0; rank < alphabet.length; rank++) {
      if (symbols.isUsable(rank)) {
        symbolOf[alphabet[rank]] = rank;
      }
    }
    Arrays.fill(table, -1);
    text[size++] = MergeLoop.BARRIER;
  }

  /** Adds a word in UTF-8. */
  void add(byte[] word, int from, int to, long count) {
    int start = size;
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(word, at, to);
      at += decoded & 7;
      int symbol = symbolOf[decoded >>> 3];
      if (symbol < 0 || size > start && symbols.isCut(text[size - 1], symbol)) {
        close(start, count);
        start = size;
      }
      if (symbol >= 0) {
        append(symbol);
      }
    }
    close(start, count);
  }

  private void append(int symbol) {
    if (size + 1 >= text.length) {
      text = Arrays.copyOf(text, Math.addExact(size, size >> 1));
    }
    text[size++] = symbol;
  }

  /** Ends the segment that starts there: forgets it if it has no pair, or if it is known. */
  private void close(int start, long count) {
    int length = size - start;
    if (length < 2) {
      size = start;
      return;
    }
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
    append(MergeLoop.BARRIER);
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
