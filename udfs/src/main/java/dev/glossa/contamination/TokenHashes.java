package dev.glossa.contamination;

import dev.glossa.dedup.StringHash;
import dev.glossa.text.Scripts;
import dev.glossa.text.WordSegments;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A text's tokens as hashes: words in lower case, and single characters where words have no spaces
 * between them. Marks are none.
 *
 * @param hashes a hash of each
 * @param starts where each begins
 * @param ends where each ends
 */
record TokenHashes(long[] hashes, int[] starts, int[] ends) {

  /** An odd number without pattern: 2^64 divided by the golden ratio. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  static TokenHashes of(String text) {
    LongArrayList hashes = new LongArrayList();
    IntArrayList starts = new IntArrayList();
    IntArrayList ends = new IntArrayList();
    int[] bounds = new WordSegments().bounds(text);
    for (int i = 0; i < bounds.length; i += 2) {
      int end = bounds[i + 1];
      if (!Scripts.isWithoutSpaces(text.codePointAt(bounds[i]))) {
        hashes.add(StringHash.of(text.substring(bounds[i], end).toLowerCase(Locale.ROOT)));
        starts.add(bounds[i]);
        ends.add(end);
        continue;
      }
      for (int start = bounds[i]; start < end; ) {
        int codePoint = text.codePointAt(start);
        hashes.add(HashCommon.mix(codePoint + FACTOR));
        starts.add(start);
        start += Character.charCount(codePoint);
        ends.add(start);
      }
    }
    return new TokenHashes(hashes.toLongArray(), starts.toIntArray(), ends.toIntArray());
  }

  /** A hash of each n-gram in turn, none if there are fewer tokens. */
  long[] nGrams(int n) {
    return nGrams(hashes, n);
  }

  /** The same of texts that follow each other. */
  static long[] nGrams(List<TokenHashes> texts, int n) {
    return nGrams(
        texts.stream().map(TokenHashes::hashes).flatMapToLong(Arrays::stream).toArray(), n);
  }

  /** Those n-grams that begin in this text and end in another that follows it. */
  long[] nGramsInto(TokenHashes next, int n) {
    int before = Math.min(n - 1, hashes.length);
    LongStream end = Arrays.stream(hashes, hashes.length - before, hashes.length);
    LongStream beginning = Arrays.stream(next.hashes).limit(n - 1);
    return nGrams(LongStream.concat(end, beginning).toArray(), n);
  }

  private static long[] nGrams(long[] hashes, int n) {
    long[] nGrams = new long[Math.max(0, hashes.length - n + 1)];
    long highest = 1;
    for (int i = 1; i < n; i++) {
      highest *= FACTOR;
    }
    long rolling = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i >= n) {
        rolling -= hashes[i - n] * highest;
      }
      rolling = rolling * FACTOR + hashes[i];
      if (i >= n - 1) {
        nGrams[i - n + 1] = HashCommon.mix(rolling);
      }
    }
    return nGrams;
  }
}
