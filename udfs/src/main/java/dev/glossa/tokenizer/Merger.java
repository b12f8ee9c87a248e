package dev.glossa.tokenizer;

/**
 * Merges the characters of one stretch of text until no two symbols merge: short ones by scanning
 * an array, long ones with a heap, so that the worst case is n log n. For one thread.
 */
final class Merger {

  /** Up to this many symbols, scanning all pairs is faster than keeping a heap. */
  private static final int SCANNED_SYMBOLS = 32;

  private static final int INITIAL_SYMBOLS = 128;
  private static final int MAX_IDLE_SYMBOLS = 1 << 16;

  private final MergeTable merges;
  private final boolean escapesSpaces;

  private int[] symbols;
  private int[] starts;
  private long[] pairs;
  private int[] previous;
  private int[] next;
  private long[] heap;

  /**
   * @param escapesSpaces whether a space in the text is U+2581
   */
  Merger(MergeTable merges, boolean escapesSpaces) {
    this.merges = merges;
    this.escapesSpaces = escapesSpaces;
    allocate(INITIAL_SYMBOLS);
  }

  private void allocate(int size) {
    symbols = new int[size];
    starts = new int[size];
    pairs = new long[size];
    previous = new int[size];
    next = new int[size];
    heap = new long[size];
  }

  /** Gives back the memory that a long text took. */
  void trim() {
    if (symbols.length > MAX_IDLE_SYMBOLS) {
      allocate(INITIAL_SYMBOLS);
    }
  }

  /**
   * Merges {@code text[from, to)} and returns the number of symbols.
   *
   * @param afterSpace whether U+2581 stands before the text and takes part; it has no width
   */
  int merge(byte[] text, int from, int to, boolean afterSpace) {
    reserve(to - from + 2);
    int count = 0;
    if (afterSpace) {
      symbols[0] = merges.symbol(Utf8.SPACE);
      starts[count++] = from;
    }
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(text, at, to);
      int codePoint = decoded >>> 3;
      symbols[count] = merges.symbol(escapesSpaces && codePoint == ' ' ? Utf8.SPACE : codePoint);
      starts[count++] = at;
      at += decoded & 7;
    }
    starts[count] = to;
    return count <= SCANNED_SYMBOLS ? mergeByScanning(count) : mergeByHeap(count);
  }

  int symbol(int i) {
    return symbols[i];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return starts[i + 1];
  }

  private void reserve(int size) {
    if (symbols.length < size) {
      allocate(Math.max(size, symbols.length * 2));
    }
  }

  /** Keeps the symbols packed; pair i is of the symbols i and i + 1. */
  private int mergeByScanning(int count) {
    int size = count;
    for (int i = 0; i + 1 < size; i++) {
      pairs[i] = merges.merge(symbols[i], symbols[i + 1]);
    }
    while (size > 1) {
      int best = 0;
      for (int i = 1; i + 1 < size; i++) {
        if (rank(pairs[i]) < rank(pairs[best])) {
          best = i;
        }
      }
      if (pairs[best] == MergeTable.NO_MERGE) {
        break;
      }
      symbols[best] = (int) pairs[best];
      size--;
      for (int i = best + 1; i < size; i++) {
        symbols[i] = symbols[i + 1];
        starts[i] = starts[i + 1];
        pairs[i] = pairs[i + 1];
      }
      starts[size] = starts[size + 1];
      if (best > 0) {
        pairs[best - 1] = merges.merge(symbols[best - 1], symbols[best]);
      }
      if (best + 1 < size) {
        pairs[best] = merges.merge(symbols[best], symbols[best + 1]);
      }
    }
    return size;
  }

  private static int rank(long pair) {
    return (int) (pair >>> 32);
  }

  /** Keeps the symbols linked; pair i is of symbol i and the one after it. */
  private int mergeByHeap(int count) {
    LongHeap agenda = new LongHeap(heap);
    for (int i = 0; i < count; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
      offer(i, agenda, count);
    }
    while (!agenda.isEmpty()) {
      long top = agenda.poll();
      int left = (int) top;
      if (rank(pairs[left]) != rank(top)) {
        continue;
      }
      int right = next[left];
      symbols[left] = (int) pairs[left];
      pairs[right] = MergeTable.NO_MERGE;
      next[left] = next[right];
      if (next[left] < count) {
        previous[next[left]] = left;
      }
      offer(left, agenda, count);
      if (previous[left] >= 0) {
        offer(previous[left], agenda, count);
      }
    }
    heap = agenda.array();
    int end = starts[count];
    int size = 0;
    for (int i = 0; i < count; i = next[i]) {
      symbols[size] = symbols[i];
      starts[size++] = starts[i];
    }
    starts[size] = end;
    return size;
  }

  private void offer(int left, LongHeap agenda, int count) {
    pairs[left] =
        next[left] < count ? merges.merge(symbols[left], symbols[next[left]]) : MergeTable.NO_MERGE;
    if (pairs[left] != MergeTable.NO_MERGE) {
      agenda.add((long) rank(pairs[left]) << 32 | left);
    }
  }
}
