package dev.glossa.perplexity;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * N-grams of an ARPA file in hash tables. N-grams are given from their last word to their first. It
 * is filled by one thread, then only read.
 */
final class HeapSearch implements Search {

  /** What KenLM gives an unknown word where the file has no {@code <unk>}. */
  private static final float MISSING_UNKNOWN = -100;

  private static final long ABSENT = -1; // Two times NaN.

  private final FloatArrayList unigrams = new FloatArrayList();

  /** Probability (high) and backoff (low) by key, for each length from 2 on. */
  private final Long2LongOpenHashMap[] tables;

  HeapSearch(int order) {
    this.tables = new Long2LongOpenHashMap[order - 1];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new Long2LongOpenHashMap();
      tables[i].defaultReturnValue(ABSENT);
    }
    setUnigram(Vocabulary.UNKNOWN, MISSING_UNKNOWN, 0);
  }

  void setUnigram(int word, float probability, float backoff) {
    unigrams.size(Math.max(unigrams.size(), 2 * word + 2));
    unigrams.set(2 * word, probability);
    unigrams.set(2 * word + 1, backoff);
  }

  /** Sets an n-gram of two words or more: the first {@code length} of these. */
  void set(int[] words, int length, float probability, float backoff) {
    tables[length - 2].put(key(words, 0, length), pack(probability, backoff));
  }

  /**
   * Marks an n-gram as the context of a longer one.
   *
   * @return whether there is such an n-gram
   */
  boolean extend(int[] words, int start, int end) {
    if (end - start == 1) {
      int at = 2 * words[start] + 1;
      unigrams.set(at, extended(unigrams.getFloat(at)));
      return true;
    }
    Long2LongOpenHashMap table = tables[end - start - 2];
    long key = key(words, start, end);
    long found = table.get(key);
    if (found != ABSENT) {
      table.put(key, pack(probability(found), extended(backoff(found))));
    }
    return found != ABSENT;
  }

  /**
   * Puts in the shorter n-grams that end with the same words, where they are missing (as after
   * SRILM's pruning), with the probability that backing off gives them.
   */
  void addSuffixes(int[] words) {
    int length = words.length - 1;
    while (length > 1 && tables[length - 2].get(key(words, 0, length)) == ABSENT) {
      length--;
    }
    float probability =
        length == 1
            ? unigrams.getFloat(2 * words[0])
            : probability(tables[length - 2].get(key(words, 0, length)));
    for (length++; length < words.length; length++) {
      if (extend(words, 1, length)) {
        probability += backoff(words, 1, length);
      }
      set(words, length, probability, NO_EXTENSION);
    }
  }

  private float backoff(int[] words, int start, int end) {
    return end - start == 1
        ? unigrams.getFloat(2 * words[start] + 1)
        : backoff(tables[end - start - 2].get(key(words, start, end)));
  }

  @Override
  public int order() {
    return tables.length + 1;
  }

  @Override
  public void unigram(int word, Node node) {
    node.begin = word;
    node.probability = unigrams.getFloat(2 * word);
    node.backoff = unigrams.getFloat(2 * word + 1);
    node.last = false;
  }

  @Override
  public boolean middle(int length, int word, Node node) {
    node.begin = Hashes.combine(node.begin, word);
    long found = tables[length - 2].get(node.begin);
    if (found != ABSENT) {
      node.probability = probability(found);
      node.backoff = backoff(found);
    }
    return found != ABSENT;
  }

  @Override
  public boolean longest(int word, Node node) {
    return middle(order(), word, node);
  }

  private static long key(int[] words, int start, int end) {
    long key = words[start];
    for (int i = start + 1; i < end; i++) {
      key = Hashes.combine(key, words[i]);
    }
    return key;
  }

  private static float extended(float backoff) {
    return backoff == 0 ? 0 : backoff;
  }

  private static long pack(float probability, float backoff) {
    return (long) Float.floatToRawIntBits(probability) << Integer.SIZE
        | Integer.toUnsignedLong(Float.floatToRawIntBits(backoff));
  }

  private static float probability(long packed) {
    return Float.intBitsToFloat((int) (packed >>> Integer.SIZE));
  }

  private static float backoff(long packed) {
    return Float.intBitsToFloat((int) packed);
  }
}
