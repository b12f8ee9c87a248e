package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The counts of all candidates, here called pairs, and which comes next: the most frequent; among
 * equals the one of fewer characters, then the smaller by code points. A string that became a piece
 * by one pair is not made again by another.
 *
 * <p>Only pairs above a threshold are kept in order, in a heap; the threshold is lowered when they
 * are used up. So the many pairs that never come near the top cost no ordering. An entry of the
 * heap may be too high, since counts fall; where one grows, an entry is added, and the last one
 * counts.
 */
final class PairQueue {

  /** As many pairs are brought into order at a time, or more. */
  private static final int BATCH = 1 << 15;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private static final int NOT_QUEUED = 0;
  private static final int QUEUED = 1;
  private static final int DONE = 2;

  private final Symbols symbols;
  private final PairNumbers pairs;
  private final long minimum;
  private final boolean grows;
  private long[] counts = new long[1 << 9];
  private long[] queuedCounts = new long[1 << 9];
  private long[] bounds = new long[1 << 9];
  private byte[] states = new byte[1 << 9];
  private final Set<String> pieces = new HashSet<>();

  private int[] heap = new int[1 << 10];
  private long[] heapCounts = new long[1 << 10];
  private int heapSize;
  private long threshold = Long.MAX_VALUE;

  PairQueue(MergeSpec spec, Symbols symbols) {
    this.symbols = symbols;
    this.pairs = spec.candidates(symbols);
    this.minimum = spec.minimumCount();
    this.grows = spec.mergesKnown();
    Arrays.fill(bounds, UNKNOWN);
  }

  /** Adds what all shards tell of one round to the counts; pairs that are new come into being. */
  void add(List<PairCounts> changes) {
    changes.forEach(this::count);
    changes.forEach(this::enqueueAboveThreshold);
  }

  private void count(PairCounts changes) {
    for (int i = 0; i < changes.pairs().length; i++) {
      int number = pairs.add(changes.pairs()[i]);
      if (number == counts.length) {
        counts = Arrays.copyOf(counts, number * 2);
        queuedCounts = Arrays.copyOf(queuedCounts, number * 2);
        bounds = Arrays.copyOf(bounds, number * 2);
        Arrays.fill(bounds, number, number * 2, UNKNOWN);
        states = Arrays.copyOf(states, number * 2);
      }
      counts[number] += changes.counts()[i];
    }
  }

  private void enqueueAboveThreshold(PairCounts changes) {
    for (long pair : changes.pairs()) {
      int number = pairs.find(pair);
      if (counts[number] >= threshold
          && (states[number] == NOT_QUEUED
              || states[number] == QUEUED && counts[number] > queuedCounts[number])) {
        enqueue(number);
      }
    }
  }

  /** Says that these pairs are merged already. */
  void markMerged(long[] merges) {
    for (long pair : merges) {
      int number = pairs.find(pair);
      if (number >= 0) {
        states[number] = DONE;
      }
      pieces.add(symbols.text(PairCounts.left(pair), PairCounts.right(pair)));
    }
  }

  /** Notes what the count of pairs created by merging a pair cannot be above. */
  void bound(long pair, long count) {
    bounds[pairs.find(pair)] = count;
  }

  /**
   * Up to so many of the best pairs, or a few more, whose bounds are not known. Where counts grow
   * by merges no bound is certain, and it is a merge a round.
   */
  long[] ahead(int limit) {
    return IntStream.range(0, grows ? 0 : Math.min(limit, heapSize))
        .filter(i -> bounds[heap[i]] == UNKNOWN)
        .mapToLong(i -> pairs.pair(heap[i]))
        .toArray();
  }

  /**
   * Takes up to so many next pairs that are certain to follow one another, at least one if there is
   * any. A pair whose count the merges before it may have lowered ends them, as does one that is
   * not more frequent than everything that they may create, and one of equal halves.
   */
  boolean takeNext(int limit, LongList merges) {
    int end = merges.size() + limit;
    int before = merges.size();
    IntSet lefts = new IntOpenHashSet();
    IntSet rights = new IntOpenHashSet();
    long created = -1;
    while (merges.size() < end) {
      int best = best();
      if (best < 0 || counts[best] <= created) {
        break;
      }
      int left = PairCounts.left(pairs.pair(best));
      int right = PairCounts.right(pairs.pair(best));
      if (lefts.contains(right) || rights.contains(left)) {
        break;
      }
      merges.add(pairs.pair(best));
      pieces.add(text(best));
      states[best] = DONE;
      removeTop();
      if (left == right || bounds[best] == UNKNOWN) {
        break;
      }
      lefts.add(left);
      rights.add(right);
      created = Math.max(created, bounds[best]);
    }
    return merges.size() > before;
  }

  /** The number of the best pair, which is then the heap's first, or -1 if there is none. */
  private int best() {
    while (true) {
      while (heapSize > 0) {
        int top = heap[0];
        if (states[top] != QUEUED || heapCounts[0] != queuedCounts[top]) {
          removeTop();
        } else if (counts[top] < threshold) {
          states[top] = NOT_QUEUED;
          removeTop();
        } else if (counts[top] != queuedCounts[top]) {
          queuedCounts[top] = counts[top];
          siftDown(0, top, counts[top]);
        } else if (pieces.contains(text(top))) {
          states[top] = DONE;
          removeTop();
        } else {
          return top;
        }
      }
      if (threshold <= minimum || !lowerThreshold()) {
        return -1;
      }
    }
  }

  private String text(int number) {
    long pair = pairs.pair(number);
    return symbols.text(PairCounts.left(pair), PairCounts.right(pair));
  }

  private boolean lowerThreshold() {
    int candidates = 0;
    long[] found = new long[pairs.size()];
    for (int number = 0; number < pairs.size(); number++) {
      if (states[number] == NOT_QUEUED) {
        found[candidates++] = counts[number];
      }
    }
    if (candidates == 0) {
      return false;
    }
    Arrays.sort(found, 0, candidates);
    threshold = Math.max(minimum, found[Math.max(0, candidates - BATCH)]);
    for (int number = 0; number < pairs.size(); number++) {
      if (states[number] == NOT_QUEUED && counts[number] >= threshold) {
        enqueue(number);
      }
    }
    return true;
  }

  private void enqueue(int number) {
    long count = counts[number];
    states[number] = QUEUED;
    queuedCounts[number] = count;
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heapSize * 2);
      heapCounts = Arrays.copyOf(heapCounts, heapSize * 2);
    }
    int at = heapSize++;
    for (int parent = (at - 1) >>> 1;
        at > 0 && precedes(number, count, heap[parent], heapCounts[parent]);
        parent = (at - 1) >>> 1) {
      place(at, heap[parent], heapCounts[parent]);
      at = parent;
    }
    place(at, number, count);
  }

  private void removeTop() {
    heapSize--;
    if (heapSize > 0) {
      siftDown(0, heap[heapSize], heapCounts[heapSize]);
    }
  }

  private void siftDown(int from, int number, long count) {
    int at = from;
    for (int child = 2 * at + 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize
          && precedes(heap[child + 1], heapCounts[child + 1], heap[child], heapCounts[child])) {
        child++;
      }
      if (!precedes(heap[child], heapCounts[child], number, count)) {
        break;
      }
      place(at, heap[child], heapCounts[child]);
      at = child;
    }
    place(at, number, count);
  }

  private void place(int at, int number, long count) {
    heap[at] = number;
    heapCounts[at] = count;
  }

  private boolean precedes(int a, long aCount, int b, long bCount) {
    if (aCount != bCount) {
      return aCount > bCount;
    }
    long x = pairs.pair(a);
    long y = pairs.pair(b);
    return symbols.compare(
            PairCounts.left(x), PairCounts.right(x), PairCounts.left(y), PairCounts.right(y))
        < 0;
  }
}
