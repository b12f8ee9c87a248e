package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Counts the tokens of words with all nested vocabularies at once.
 *
 * <p>The encoder always makes the best merge there is, and what a larger vocabulary has more is
 * worse than all that a smaller one has. So encoding with the largest vocabulary passes through the
 * result of every smaller one: that of the first n merges is reached when for the first time only
 * merges beyond them are left. A merge is therefore made by all vocabularies that have it and every
 * merge made before it in the word.
 *
 * <p>Not to be used by several threads at a time.
 */
public final class NestedTokenCounts {

  private final MergeTable merges;
  private final int[] mergeOfId;
  private final int mergeCount;
  private final boolean byteFallback;

  private int[] symbols = new int[64];
  private int[] previous = new int[64];
  private int[] next = new int[64];

  /** What becomes of each symbol and the one after it, see {@link MergeTable#merge}. */
  private long[] pairs = new long[64];

  private long[] heap = new long[64];

  public NestedTokenCounts(NestedVocabularies vocabularies) {
    SentencePieceModel model = vocabularies.model();
    this.merges = ScoredMerges.of(model.pieces());
    this.mergeCount = vocabularies.largest() - vocabularies.smallest();
    this.byteFallback = model.trainerSpec().symbols().byteFallback();
    this.mergeOfId = new int[model.pieces().size()];
    int merge = 0;
    for (int id = 0; id < mergeOfId.length && merge < mergeCount; id++) {
      if (model.pieces().get(id).type() == PieceType.NORMAL) {
        mergeOfId[id] = merge++;
      }
    }
  }

  /** How many merges the largest vocabulary has. */
  public int merges() {
    return mergeCount;
  }

  /**
   * Adds {@code times} occurrences of a word, as {@link SentenceRules} makes it.
   *
   * @param saved {@code saved[m]} grows by the tokens that the vocabulary of the first m + 1 merges
   *     takes less than that of the first m; has {@link #merges} elements
   * @return the tokens with the smallest vocabulary, which has no merge
   */
  public long add(String word, long times, long[] saved) {
    int[] characters = word.codePoints().toArray();
    reserve(characters.length);
    int tokens = 0;
    for (int i = 0; i < characters.length; i++) {
      symbols[i] = merges.symbol(characters[i]);
      previous[i] = i - 1;
      next[i] = i + 1;
      pairs[i] = MergeTable.NO_MERGE;
      tokens += tokens(characters, i);
    }
    merge(characters.length, times, saved);
    return tokens * times;
  }

  /** A given piece is a token, and so is a run of unknown characters unless they become bytes. */
  private int tokens(int[] characters, int i) {
    if (symbols[i] != MergeTable.NONE || characters[i] == PieceValidity.BOUNDARY) {
      return 1;
    }
    if (byteFallback) {
      return Utf8.encode(Character.toString(characters[i])).length;
    }
    boolean goesOn =
        i > 0 && symbols[i - 1] == MergeTable.NONE && characters[i - 1] != PieceValidity.BOUNDARY;
    return goesOn ? 0 : 1;
  }

  private void merge(int count, long times, long[] saved) {
    LongHeap queue = new LongHeap(heap);
    for (int i = 0; i < count; i++) {
      offer(i, count, queue);
    }
    int needed = 0;
    while (!queue.isEmpty()) {
      long top = queue.poll();
      int left = (int) top;
      if (pairs[left] >>> 32 != top >>> 32) {
        continue;
      }
      int merged = (int) pairs[left];
      needed = Math.max(needed, mergeOfId[merged]);
      saved[needed] += times;
      int right = next[left];
      symbols[left] = merged;
      pairs[right] = MergeTable.NO_MERGE;
      next[left] = next[right];
      if (next[left] < count) {
        previous[next[left]] = left;
      }
      offer(left, count, queue);
      if (previous[left] >= 0) {
        offer(previous[left], count, queue);
      }
    }
    heap = queue.array();
  }

  private void offer(int left, int count, LongHeap queue) {
    pairs[left] =
        next[left] < count ? merges.merge(symbols[left], symbols[next[left]]) : MergeTable.NO_MERGE;
    if (pairs[left] != MergeTable.NO_MERGE) {
      queue.add(pairs[left] >>> 32 << 32 | left);
    }
  }

  private void reserve(int size) {
    if (symbols.length < size) {
      int grown = Math.max(size, symbols.length * 2);
      symbols = Arrays.copyOf(symbols, grown);
      previous = Arrays.copyOf(previous, grown);
      next = Arrays.copyOf(next, grown);
      pairs = Arrays.copyOf(pairs, grown);
    }
  }
}
