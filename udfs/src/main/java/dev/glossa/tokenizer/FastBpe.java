package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * BPE at speed, with the result of {@link PlainBpe}. The text is cut where no merge can cross
 * (before spaces, and between characters that no piece holds side by side), words are remembered,
 * and merging works on numbers: short words by scanning an array, long ones with a heap, so that
 * the worst case is n log n.
 */
final class FastBpe implements Segmenter {

  /** Up to this many symbols, scanning all pairs is faster than keeping a heap. */
  private static final int SCANNED_SYMBOLS = 32;

  private static final int NO_RANK = Integer.MAX_VALUE;

  private final MergeTable merges;
  private final UnknownPieces unknown;
  private final PrefixMatcher userDefined;
  private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param userDefined pieces that are taken whole wherever they occur, with their ids, or null
   */
  FastBpe(MergeTable merges, UnknownPieces unknown, PrefixMatcher userDefined) {
    this.merges = merges;
    this.unknown = unknown;
    this.userDefined = userDefined;
  }

  /** The encoder of a SentencePiece model without UNUSED pieces. */
  static FastBpe of(SentencePieceModel model) {
    Map<String, Integer> userDefined = new HashMap<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      if (model.pieces().get(id).type() == PieceType.USER_DEFINED) {
        userDefined.put(model.pieces().get(id).text(), id);
      }
    }
    return new FastBpe(
        ScoredMerges.of(model.pieces()),
        UnknownPieces.of(model.pieces(), model.trainerSpec().symbols().byteFallback()),
        userDefined.isEmpty() ? null : PrefixMatcher.of(userDefined));
  }

  @Override
  public void segment(byte[] text, int from, int to, IdArray out) {
    Work work = idle.poll();
    if (work == null) {
      work = new Work();
    }
    Work thread = work;
    thread.start = out.size;
    split(
        text,
        from,
        to,
        (start, end) -> span(text, start, end, out, thread),
        (id, end) -> out.add(id));
    idle.add(work);
  }

  @Override
  public List<Segment> segments(byte[] text, int from, int to) {
    Work work = new Work();
    List<Segment> segments = new ArrayList<>();
    split(
        text,
        from,
        to,
        (start, end) -> {
          int size = merge(text, start, end, work);
          for (int i = 0; i < size; i++) {
            int symbol = work.symbols[i];
            segments.add(new Segment(merges.isPiece(symbol) ? symbol : -1, work.starts[i + 1]));
          }
        },
        (id, end) -> segments.add(new Segment(id, end)));
    return segments;
  }

  private interface PairConsumer {
    void accept(int first, int second);
  }

  /** Hands over the stretches without user-defined pieces, and those pieces with their ends. */
  private void split(byte[] text, int from, int to, PairConsumer stretches, PairConsumer pieces) {
    int done = from;
    if (userDefined != null) {
      for (int at = from; at < to; ) {
        long match = userDefined.longestMatch(text, at, to);
        if (match < 0) {
          at += Utf8.decode(text, at, to) & 7;
        } else {
          stretches.accept(done, at);
          at += (int) match;
          pieces.accept((int) (match >>> 32), at);
          done = at;
        }
      }
    }
    stretches.accept(done, to);
  }

  /** What one thread needs while it encodes. */
  private static final class Work {
    private final WordCache cache = new WordCache();
    private final IdArray word = new IdArray();
    private int start;
    private int[] symbols = new int[256];
    private int[] starts = new int[256];
    private int[] ranks = new int[256];
    private int[] results = new int[256];
    private int[] previous = new int[256];
    private int[] next = new int[256];
    private long[] heap = new long[256];

    private void reserve(int size) {
      if (symbols.length < size) {
        int grown = Math.max(size, symbols.length * 2);
        symbols = Arrays.copyOf(symbols, grown);
        starts = Arrays.copyOf(starts, grown);
        ranks = Arrays.copyOf(ranks, grown);
        results = Arrays.copyOf(results, grown);
        previous = Arrays.copyOf(previous, grown);
        next = Arrays.copyOf(next, grown);
      }
    }
  }

  /** Text without user-defined pieces: cut into words before spaces. */
  private void span(byte[] text, int from, int to, IdArray out, Work work) {
    if (!merges.cutsBeforeSpaces()) {
      if (from < to) {
        word(text, from, to, out, work);
      }
      return;
    }
    int start = from;
    int at = from;
    while (at < to) {
      while (isSpace(text, at, to)) {
        at += 3;
      }
      while (at < to && !isSpace(text, at, to)) {
        at++;
      }
      word(text, start, at, out, work);
      start = at;
    }
  }

  private static boolean isSpace(byte[] text, int at, int to) {
    return at + 2 < to
        && text[at] == (byte) 0xE2
        && text[at + 1] == (byte) 0x96
        && text[at + 2] == (byte) 0x81;
  }

  private void word(byte[] text, int from, int to, IdArray out, Work work) {
    if (to - from <= WordCache.MAX_WORD_BYTES) {
      shortWord(text, from, to, out, work);
      return;
    }
    int start = from;
    int left = Utf8.decode(text, from, to);
    for (int at = from + (left & 7); at < to; ) {
      int right = Utf8.decode(text, at, to);
      if (merges.cutsBetween(left >>> 3, right >>> 3)) {
        part(text, start, at, out, work);
        start = at;
      }
      left = right;
      at += right & 7;
    }
    part(text, start, to, out, work);
  }

  private void part(byte[] text, int from, int to, IdArray out, Work work) {
    if (to - from <= WordCache.MAX_WORD_BYTES) {
      shortWord(text, from, to, out, work);
    } else {
      work.word.clear();
      merge(text, from, to, work.word, work);
      append(work.word.ids, 0, work.word.size, out, work);
    }
  }

  private void shortWord(byte[] text, int from, int to, IdArray out, Work work) {
    work.word.clear();
    if (!work.cache.get(text, from, to, work.word)) {
      merge(text, from, to, work.word, work);
      work.cache.put(work.word.ids, 0, work.word.size);
    }
    append(work.word.ids, 0, work.word.size, out, work);
  }

  /** Appends a word's ids; a run of unknown text is one piece across words, too. */
  private void append(int[] ids, int from, int to, IdArray out, Work work) {
    boolean continuesUnknown =
        unknown.fusesRuns()
            && ids[from] == unknown.unknownId()
            && out.size > work.start
            && out.ids[out.size - 1] == unknown.unknownId();
    out.addAll(ids, continuesUnknown ? from + 1 : from, to);
  }

  private void merge(byte[] text, int from, int to, IdArray out, Work work) {
    int size = merge(text, from, to, work);
    for (int i = 0; i < size; i++) {
      emit(text, work.symbols[i], work.starts[i], work.starts[i + 1], out);
    }
  }

  /** Leaves the merged symbols and their starts, and after them the end, in {@code work}. */
  private int merge(byte[] text, int from, int to, Work work) {
    work.reserve(to - from + 1);
    int count = 0;
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(text, at, to);
      work.symbols[count] = merges.symbol(decoded >>> 3);
      work.starts[count++] = at;
      at += decoded & 7;
    }
    work.starts[count] = to;
    return count <= SCANNED_SYMBOLS ? mergeByScanning(count, work) : mergeByHeap(count, work);
  }

  private void rank(int pair, int left, int right, Work work) {
    int place = merges.find(left, right);
    if (place == MergeTable.NONE) {
      work.ranks[pair] = NO_RANK;
    } else {
      work.ranks[pair] = merges.rank(place);
      work.results[pair] = merges.result(place);
    }
  }

  /** Keeps the symbols packed; pair i is of the symbols i and i + 1. */
  private int mergeByScanning(int count, Work work) {
    int[] symbols = work.symbols;
    int[] ranks = work.ranks;
    int size = count;
    for (int i = 0; i + 1 < size; i++) {
      rank(i, symbols[i], symbols[i + 1], work);
    }
    while (size > 1) {
      int best = 0;
      for (int i = 1; i + 1 < size; i++) {
        if (ranks[i] < ranks[best]) {
          best = i;
        }
      }
      if (ranks[best] == NO_RANK) {
        break;
      }
      symbols[best] = work.results[best];
      int moved = size - best - 2;
      System.arraycopy(symbols, best + 2, symbols, best + 1, moved);
      System.arraycopy(work.starts, best + 2, work.starts, best + 1, moved + 1);
      if (moved > 0) {
        System.arraycopy(ranks, best + 2, ranks, best + 1, moved - 1);
        System.arraycopy(work.results, best + 2, work.results, best + 1, moved - 1);
      }
      size--;
      if (best > 0) {
        rank(best - 1, symbols[best - 1], symbols[best], work);
      }
      if (best + 1 < size) {
        rank(best, symbols[best], symbols[best + 1], work);
      }
    }
    return size;
  }

  /** Keeps the symbols linked; pair i is of symbol i and the one after it. */
  private int mergeByHeap(int count, Work work) {
    LongHeap heap = new LongHeap(work.heap);
    for (int i = 0; i < count; i++) {
      work.previous[i] = i - 1;
      work.next[i] = i + 1;
      work.ranks[i] = NO_RANK;
    }
    for (int i = 0; i + 1 < count; i++) {
      offer(i, heap, work, count);
    }
    while (!heap.isEmpty()) {
      long top = heap.poll();
      int left = (int) top;
      if (work.ranks[left] != (int) (top >>> 32)) {
        continue;
      }
      int right = work.next[left];
      work.symbols[left] = work.results[left];
      work.ranks[right] = NO_RANK;
      work.next[left] = work.next[right];
      if (work.next[left] < count) {
        work.previous[work.next[left]] = left;
      }
      offer(left, heap, work, count);
      if (work.previous[left] >= 0) {
        offer(work.previous[left], heap, work, count);
      }
    }
    work.heap = heap.array();
    int size = 0;
    for (int i = 0; i < count; i = work.next[i]) {
      work.symbols[size] = work.symbols[i];
      work.starts[size++] = work.starts[i];
    }
    work.starts[size] = work.starts[count];
    return size;
  }

  private void offer(int left, LongHeap heap, Work work, int count) {
    if (work.next[left] >= count) {
      work.ranks[left] = NO_RANK;
      return;
    }
    rank(left, work.symbols[left], work.symbols[work.next[left]], work);
    if (work.ranks[left] != NO_RANK) {
      heap.add((long) work.ranks[left] << 32 | left);
    }
  }

  private void emit(byte[] text, int symbol, int from, int to, IdArray out) {
    if (merges.isPiece(symbol)) {
      out.add(symbol);
    } else {
      unknown.add(text, from, to, out, 0);
    }
  }
}
