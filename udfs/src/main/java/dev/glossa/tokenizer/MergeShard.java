package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * A share of the words whose merges are learned: it applies merges and tells how the counts of
 * pairs change. All shards together see every word once, so the sums of what they tell are the
 * counts of the whole. What a shard holds depends on its words and the merges applied alone.
 *
 * <p>The words lie one after another with a barrier after each. For each candidate the places where
 * it came into being are kept; a place where it is no longer is passed over.
 */
public final class MergeShard {

  private static final int MERGED_AWAY = -2;

  private final Symbols symbols;

  private final int[] text;
  private final int[] wordOf;
  private final long[] counts;

  /** How many characters a symbol has, at its first and at its last. */
  private final short[] spans;

  private final PairNumbers candidates;
  private final boolean mergesKnown;
  private int[][] places = new int[1 << 9][];
  private int[] placeCounts = new int[1 << 9];
  private long[] changes = new long[1 << 9];
  private int[] changed = new int[1 << 9];
  private boolean[] isChanged = new boolean[1 << 9];
  private int changedSize;

  private final Neighbours before = new Neighbours();
  private final Neighbours after = new Neighbours();
  private int merges;

  /** A shard of words; the table of symbols is its own. */
  MergeShard(MergeSpec spec, Symbols symbols, SegmentTable words) {
    this.symbols = symbols;
    this.candidates = spec.candidates(symbols);
    this.mergesKnown = spec.mergesKnown();
    this.text = words.text();
    this.wordOf = words.wordOf();
    this.counts = words.counts();
    this.spans = new short[text.length];
    Arrays.fill(spans, (short) 1);
    index();
  }

  private void index() {
    for (int at = 1; at + 1 < text.length; at++) {
      if (joins(at, at + 1)) {
        int number = number(PairCounts.pair(text[at], text[at + 1]));
        placeCounts[number]++;
        change(number, counts[wordOf[at]]);
      }
    }
    for (int number = 0; number < candidates.size(); number++) {
      places[number] = new int[placeCounts[number]];
      placeCounts[number] = 0;
    }
    for (int at = 1; at + 1 < text.length; at++) {
      if (joins(at, at + 1)) {
        addPlace(candidates.find(PairCounts.pair(text[at], text[at + 1])), at);
      }
    }
  }

  private boolean joins(int left, int right) {
    return text[left] >= 0 && text[right] >= 0 && symbols.mayJoin(text[left], text[right]);
  }

  private int number(long pair) {
    int number = candidates.add(pair);
    if (number == places.length) {
      int capacity = number * 2;
      places = Arrays.copyOf(places, capacity);
      placeCounts = Arrays.copyOf(placeCounts, capacity);
      changes = Arrays.copyOf(changes, capacity);
      isChanged = Arrays.copyOf(isChanged, capacity);
    }
    return number;
  }

  private void addPlace(int number, int at) {
    int[] list = places[number];
    int count = placeCounts[number]++;
    if (list == null) {
      list = new int[2];
      places[number] = list;
    } else if (count == list.length) {
      list = Arrays.copyOf(list, count + (count >> 1) + 1);
      places[number] = list;
    }
    list[count] = at;
  }

  private void change(int number, long by) {
    changes[number] += by;
    if (!isChanged[number]) {
      isChanged[number] = true;
      if (changedSize == changed.length) {
        changed = Arrays.copyOf(changed, changedSize * 2);
      }
      changed[changedSize++] = number;
    }
  }

  /** What has changed since this was called last; at first, the counts of all pairs. */
  public PairCounts takeChanges() {
    long[] changedPairs = new long[changedSize];
    long[] by = new long[changedSize];
    for (int i = 0; i < changedSize; i++) {
      int number = changed[i];
      changedPairs[i] = candidates.pair(number);
      by[i] = changes[number];
      changes[number] = 0;
      isChanged[number] = false;
    }
    changedSize = 0;
    return new PairCounts(changedPairs, by);
  }

  /** How many merges have been applied. */
  public int merges() {
    return merges;
  }

  /** Makes a symbol of each pair in turn, everywhere. */
  public void merge(long[] pairsInOrder, int from, int to) {
    for (int i = from; i < to; i++) {
      merge(pairsInOrder[i]);
    }
  }

  /**
   * For each pair, how often its most frequent neighbour stands beside it: no pair that its merge
   * creates can be more frequent. As every symbol is made of one pair only, neighbours that are
   * merged in the meantime do not raise that.
   */
  public long[] bounds(long[] ahead) {
    long[] bounds = new long[ahead.length];
    for (int i = 0; i < ahead.length; i++) {
      bounds[i] = bound(ahead[i]);
    }
    return bounds;
  }

  private long bound(long pair) {
    int number = candidates.find(pair);
    if (number < 0 || places[number] == null) {
      return 0;
    }
    before.begin(symbols.size());
    after.begin(symbols.size());
    for (int i = 0; i < placeCounts[number]; i++) {
      int left = places[number][i];
      if (text[left] == PairCounts.left(pair)) {
        int right = left + spans[left];
        if (text[right] == PairCounts.right(pair)) {
          long count = counts[wordOf[left]];
          before.add(text[left - spans[left - 1]], count);
          after.add(text[right + spans[right]], count);
        }
      }
    }
    return Math.max(before.largest(), after.largest());
  }

  /** Sums by symbol, and the largest of them. */
  private static final class Neighbours {
    private long[] sums = new long[0];
    private final IntArrayList symbols = new IntArrayList();
    private long largest;

    void begin(int symbolCount) {
      symbols.forEach(symbol -> sums[symbol] = 0);
      symbols.clear();
      largest = 0;
      if (sums.length < symbolCount) {
        sums = new long[symbolCount * 2];
      }
    }

    void add(int symbol, long count) {
      if (symbol >= 0) {
        if (sums[symbol] == 0) {
          symbols.add(symbol);
        }
        sums[symbol] += count;
        largest = Math.max(largest, sums[symbol]);
      }
    }

    long largest() {
      return largest;
    }
  }

  private void merge(long pair) {
    merges++;
    int a = PairCounts.left(pair);
    int b = PairCounts.right(pair);
    int symbol = symbols.add(a, b);
    int number = candidates.find(pair);
    if (number < 0 || places[number] == null) {
      return;
    }
    int[] list = places[number];
    int count = placeCounts[number];
    places[number] = null;
    placeCounts[number] = 0;
    if (mergesKnown) {
      Arrays.sort(list, 0, count);
    }
    for (int i = 0; i < count; i++) {
      int left = list[i];
      if (text[left] >= 0) {
        int right = left + spans[left];
        if (text[right] >= 0 && candidates.is(number, PairCounts.pair(text[left], text[right]))) {
          merge(left, right, symbol);
          if (mergesKnown) {
            mergeKnownAround(left);
          }
        }
      }
    }
  }

  private void merge(int left, int right, int symbol) {
    int previous = left - spans[left - 1];
    int next = right + spans[right];
    long count = counts[wordOf[left]];
    remove(text[previous], text[left], count);
    remove(text[right], text[next], count);
    text[left] = symbol;
    text[right] = MERGED_AWAY;
    short span = (short) (next - left);
    spans[left] = span;
    spans[next - 1] = span;
    add(text[previous], symbol, previous, count);
    add(symbol, text[next], left, count);
  }

  /** Merges a new symbol with its neighbours to what is known, the older first. */
  private void mergeKnownAround(int start) {
    int at = start;
    while (true) {
      int previous = at - spans[at - 1];
      int next = at + spans[at];
      int withPrevious = known(previous, at);
      int withNext = known(at, next);
      if (withPrevious == Symbols.NONE && withNext == Symbols.NONE) {
        return;
      }
      if (withNext == Symbols.NONE || withPrevious != Symbols.NONE && withPrevious <= withNext) {
        merge(previous, at, withPrevious);
        at = previous;
      } else {
        merge(at, next, withNext);
      }
    }
  }

  private int known(int left, int right) {
    return text[left] < 0 || text[right] < 0
        ? Symbols.NONE
        : symbols.known(text[left], text[right]);
  }

  private void remove(int left, int right, long count) {
    if (left >= 0 && right >= 0) {
      int number = candidates.find(PairCounts.pair(left, right));
      if (number >= 0) {
        change(number, -count);
      }
    }
  }

  private void add(int left, int right, int at, long count) {
    if (left >= 0 && right >= 0 && symbols.mayJoin(left, right)) {
      int number = number(PairCounts.pair(left, right));
      change(number, count);
      addPlace(number, at);
    }
  }
}
