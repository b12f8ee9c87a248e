package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Learns merges from counted words in memory: again and again the most frequent pair of neighbours
 * becomes a symbol. Counts are 64-bit and exact, of every adjacent position, overlapping ones
 * included; among equals the pair with fewer characters comes first, then the smaller by UTF-8
 * bytes. So the result does not depend on the order of the words.
 *
 * <p>Two ways of counting, see {@link Counting}. The plain form of {@link MergeRounds}, which is
 * held to it.
 *
 * <p>Source: bpe_model_trainer.cc of SentencePiece 0.2.3.
 */
final class MergeLoop {

  /** What a candidate for the next merge is. */
  enum Counting {
    /**
     * A pair of symbols, as in SentencePiece's trainer; a string that has become a piece by one
     * pair is not merged from another.
     */
    BY_PAIR,
    /**
     * A string, whatever pair makes it, as in SentencePiece's encoder: pairs that make a piece
     * which is already there are merged at once. What is learned is then what will be encoded.
     */
    BY_STRING
  }

  /** A symbol that merges with nothing: unknown characters, and what stands between words. */
  static final int BARRIER = SegmentTable.BARRIER;

  private static final int MERGED_AWAY = -2;
  private static final int INVALID = -1;
  private static final int UNSEEN = -2;

  /** What may be merged next: a pair, or all pairs that make a string. */
  private static final class Candidate {
    private final String text;
    private final int length;
    private final int leftLength;
    private final IntArrayList positions = new IntArrayList(2);
    private long count;
    private long queuedCount;
    private boolean grew;

    private Candidate(String text, int length, int leftLength) {
      this.text = text;
      this.length = length;
      this.leftLength = leftLength;
    }
  }

  /**
   * A candidate's place in the queue. Of a candidate's entries the last one counts; its count may
   * have fallen since.
   */
  private record Entry(long count, Candidate candidate) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      if (count != other.count) {
        return Long.compare(other.count, count);
      }
      if (candidate.length != other.candidate.length) {
        return Integer.compare(candidate.length, other.candidate.length);
      }
      int order = CodePointOrder.compare(candidate.text, other.candidate.text);
      return order != 0 ? order : Integer.compare(candidate.leftLength, other.candidate.leftLength);
    }
  }

  /**
   * A piece that was learned.
   *
   * @param count how often its parts stood side by side then
   * @param leftLength code points of its left part; by string, of the first that was seen
   */
  record Merge(String piece, long count, int leftLength) {}

  private final Counting counting;
  private final Predicate<String> isValid;

  private final List<String> symbols = new ArrayList<>();
  private final Object2IntOpenHashMap<String> symbolOf = new Object2IntOpenHashMap<>();
  private final Long2IntOpenHashMap candidateOfPair = new Long2IntOpenHashMap();
  private final Object2IntOpenHashMap<String> candidateOfString = new Object2IntOpenHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Candidate> grown = new ArrayList<>();
  private final PriorityQueue<Entry> queue = new PriorityQueue<>();

  /** All words one after another, a barrier after each; spans at both ends of a symbol. */
  private int[] text = new int[1 << 16];

  private short[] spans = new short[1 << 16];
  private int[] wordOf = new int[1 << 16];
  private int size;
  private long[] counts = new long[1 << 12];
  private int words;
  private boolean started;

  MergeLoop(Counting counting, Predicate<String> isValid) {
    this.counting = counting;
    this.isValid = isValid;
    symbolOf.defaultReturnValue(INVALID);
    candidateOfPair.defaultReturnValue(UNSEEN);
    candidateOfString.defaultReturnValue(INVALID);
    append(BARRIER);
  }

  /** The number of a symbol, which is made if it is new; the older has the smaller number. */
  int symbol(String piece) {
    int symbol = symbolOf.getInt(piece);
    if (symbol == INVALID) {
      symbol = symbols.size();
      symbols.add(piece);
      symbolOf.put(piece, symbol);
    }
    return symbol;
  }

  /** Adds a word as symbols and barriers. */
  void addWord(int[] word, int length, long count) {
    if (words == counts.length) {
      counts = Arrays.copyOf(counts, words * 2);
    }
    counts[words] = count;
    for (int i = 0; i < length; i++) {
      append(word[i]);
    }
    append(BARRIER);
    words++;
  }

  private void append(int symbol) {
    if (size == text.length) {
      int grown = Math.addExact(size, size >> 1);
      text = Arrays.copyOf(text, grown);
      spans = Arrays.copyOf(spans, grown);
      wordOf = Arrays.copyOf(wordOf, grown);
    }
    text[size] = symbol;
    spans[size] = 1;
    wordOf[size++] = words;
  }

  /** Merges the best pair everywhere; null if there is none left that occurs or occurred. */
  Merge next() {
    if (!started) {
      started = true;
      for (int at = 1; at + 1 < size; at++) {
        addPair(at, at + 1);
      }
      enqueueGrown();
    }
    while (!queue.isEmpty()) {
      Entry entry = queue.remove();
      Candidate best = entry.candidate();
      if (entry.count() != best.queuedCount || symbolOf.containsKey(best.text)) {
        continue;
      }
      if (best.count != best.queuedCount) {
        enqueue(best);
        continue;
      }
      Merge merge = new Merge(best.text, best.count, best.leftLength);
      accept(best);
      enqueueGrown();
      return merge;
    }
    return null;
  }

  private void enqueueGrown() {
    for (Candidate candidate : grown) {
      candidate.grew = false;
      enqueue(candidate);
    }
    grown.clear();
  }

  private void enqueue(Candidate candidate) {
    candidate.queuedCount = candidate.count;
    queue.add(new Entry(candidate.count, candidate));
  }

  private void accept(Candidate best) {
    int symbol = symbol(best.text);
    int[] positions = best.positions.toIntArray();
    best.positions.clear();
    best.positions.trim();
    IntArrays.quickSort(positions);
    for (int left : positions) {
      int right = left + spans[left];
      if (candidateAt(left, right) == best) {
        int at = merge(left, right, symbol);
        if (counting == Counting.BY_STRING) {
          mergeKnownAround(at);
        }
      }
    }
  }

  /** Puts one symbol in the place of two, and returns where it stands. */
  private int merge(int left, int right, int symbol) {
    int previous = left - spans[left - 1];
    int next = right + spans[right];
    removePair(previous, left);
    removePair(right, next);
    text[left] = symbol;
    text[right] = MERGED_AWAY;
    short span = (short) (next - left);
    spans[left] = span;
    spans[next - 1] = span;
    addPair(previous, left);
    addPair(left, next);
    return left;
  }

  /**
   * A new symbol may make an older piece with its neighbours; the encoder would merge that next,
   * the older first.
   */
  private void mergeKnownAround(int start) {
    int at = start;
    while (true) {
      int previous = at - spans[at - 1];
      int next = at + spans[at];
      int withPrevious = knownPiece(previous, at);
      int withNext = knownPiece(at, next);
      if (withPrevious == INVALID && withNext == INVALID) {
        return;
      }
      boolean left = withNext == INVALID || withPrevious != INVALID && withPrevious <= withNext;
      at = left ? merge(previous, at, withPrevious) : merge(at, next, withNext);
    }
  }

  private int knownPiece(int left, int right) {
    if (text[left] < 0 || text[right] < 0) {
      return INVALID;
    }
    return symbolOf.getInt(symbols.get(text[left]) + symbols.get(text[right]));
  }

  private Candidate candidateAt(int left, int right) {
    if (right >= size || text[left] < 0 || text[right] < 0) {
      return null;
    }
    int id = candidateOfPair.get(pair(left, right));
    return id < 0 ? null : candidates.get(id);
  }

  private void addPair(int left, int right) {
    if (text[left] < 0 || text[right] < 0) {
      return;
    }
    long pair = pair(left, right);
    int id = candidateOfPair.get(pair);
    if (id == UNSEEN) {
      id = create(symbols.get(text[left]), symbols.get(text[right]));
      candidateOfPair.put(pair, id);
    }
    if (id != INVALID) {
      Candidate candidate = candidates.get(id);
      candidate.count += counts[wordOf[left]];
      candidate.positions.add(left);
      if (!candidate.grew) {
        candidate.grew = true;
        grown.add(candidate);
      }
    }
  }

  private void removePair(int left, int right) {
    Candidate candidate = candidateAt(left, right);
    if (candidate != null) {
      candidate.count -= counts[wordOf[left]];
    }
  }

  private int create(String left, String right) {
    String piece = left + right;
    if (counting == Counting.BY_STRING) {
      int known = candidateOfString.getInt(piece);
      if (known != INVALID) {
        return known;
      }
      if (symbolOf.containsKey(piece)) {
        return INVALID;
      }
    }
    if (!isValid.test(piece)) {
      return INVALID;
    }
    int id = candidates.size();
    candidates.add(
        new Candidate(
            piece, piece.codePointCount(0, piece.length()), left.codePointCount(0, left.length())));
    if (counting == Counting.BY_STRING) {
      candidateOfString.put(piece, id);
    }
    return id;
  }

  private long pair(int left, int right) {
    return (long) text[left] << 32 | text[right];
  }
}
