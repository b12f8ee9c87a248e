package dev.glossa.text;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;

/**
 * The n-grams of a sequence of words and how often they repeat. An n-gram is known by a 64-bit
 * polynomial hash of its characters, which is combined from the hashes of its words, so that no
 * n-gram is ever built as a string.
 */
public final class NGrams {

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final int size;
  private final long[] hashes;
  private final long[] powers;

  /** Code points in the words before each position. */
  private final int[] lengths;

  NGrams(List<String> words) {
    size = words.size();
    hashes = new long[size];
    powers = new long[size];
    lengths = new int[size + 1];
    for (int i = 0; i < size; i++) {
      String word = words.get(i);
      long hash = 0;
      long power = 1;
      for (int c = 0; c < word.length(); c++) {
        hash = hash * BASE + word.charAt(c) + 1;
        power *= BASE;
      }
      hashes[i] = hash;
      powers[i] = power;
      lengths[i + 1] = lengths[i] + word.codePointCount(0, word.length());
    }
  }

  /**
   * Code points of the most frequent n-gram (joined by spaces) times its count; of several equally
   * frequent the first counts. Zero when there is none.
   */
  public long topCodePoints(int n) {
    int grams = size - n + 1;
    if (grams <= 0) {
      return 0;
    }
    Long2IntOpenHashMap counts = new Long2IntOpenHashMap(grams);
    int most = 0;
    for (int i = 0; i < grams; i++) {
      most = Math.max(most, counts.addTo(spaced(i, n), 1) + 1);
    }
    int first = 0;
    while (counts.get(spaced(first, n)) != most) {
      first++;
    }
    return (long) most * (lengths[first + n] - lengths[first] + n - 1);
  }

  /**
   * Code points in n-grams (joined without spaces) that occurred before, from left to right, going
   * on behind an n-gram once it is counted.
   */
  public long duplicateCodePoints(int n) {
    LongOpenHashSet seen = new LongOpenHashSet(Math.max(16, size - n + 1));
    long duplicated = 0;
    int i = 0;
    while (i < size - n + 1) {
      if (seen.add(glued(i, n))) {
        i++;
      } else {
        duplicated += lengths[i + n] - lengths[i];
        i += n;
      }
    }
    return duplicated;
  }

  private long glued(int start, int n) {
    long hash = 0;
    for (int i = start; i < start + n; i++) {
      hash = hash * powers[i] + hashes[i];
    }
    return hash;
  }

  private long spaced(int start, int n) {
    long hash = hashes[start];
    for (int i = start + 1; i < start + n; i++) {
      hash = (hash * BASE + ' ' + 1) * powers[i] + hashes[i];
    }
    return hash;
  }
}
