package dev.glossa.dedup;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * MinHash signatures, bit for bit as datatrove makes them: 112 permutations of the xxHash64 (seed
 * 0) of every 5 words joined by spaces, in 14 bands of 8.
 */
public final class MinHash {

  /** Words in a shingle. */
  public static final int SHINGLE = 5;

  /** Bands of a signature. */
  public static final int BANDS = 14;

  /** Values in a band. */
  public static final int ROWS = 8;

  /** Values in a signature. */
  public static final int PERMUTATIONS = BANDS * ROWS;

  private static final long MERSENNE = (1L << 61) - 1;
  private static final long[] A;
  private static final long[] B;

  static {
    Properties permutations = new Properties();
    try (var reader =
        new InputStreamReader(
            MinHash.class.getResourceAsStream("minhash.properties"), StandardCharsets.UTF_8)) {
      permutations.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    A = parse(permutations.getProperty("a"));
    B = parse(permutations.getProperty("b"));
  }

  private MinHash() {}

  /**
   * The signature of a text given by its words: 112 values below 2^61 - 1; nothing when there are
   * fewer than five words, and such a text is near to no other.
   */
  public static Optional<long[]> signature(List<String> words) {
    return words.size() < SHINGLE ? Optional.empty() : Optional.of(sign(shingles(words)));
  }

  /** The hashes of a text's shingles, in order; none when there are fewer than five words. */
  static long[] shingles(List<String> words) {
    if (words.size() < SHINGLE) {
      return new long[0];
    }
    byte[] bytes = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
    int[] starts = new int[words.size() + 1];
    int position = 0;
    for (int i = 0; i < words.size(); i++) {
      starts[i] = position;
      position += utf8Length(words.get(i)) + 1;
    }
    starts[words.size()] = position;
    long[] hashes = new long[words.size() - SHINGLE + 1];
    for (int i = 0; i < hashes.length; i++) {
      int length = starts[i + SHINGLE] - 1 - starts[i];
      hashes[i] = XxHash64.hash(bytes, starts[i], length, 0);
    }
    return hashes;
  }

  /** The least value of each permutation over the shingles' hashes. */
  static long[] sign(long[] shingles) {
    long[] signature = new long[PERMUTATIONS];
    Arrays.fill(signature, Long.MAX_VALUE);
    for (long shingle : shingles) {
      for (int i = 0; i < PERMUTATIONS; i++) {
        long value = modMersenne(shingle * A[i] + B[i]);
        signature[i] = Math.min(signature[i], value);
      }
    }
    return signature;
  }

  /**
   * One 64-bit hash for each of the 14 bands of a signature. The band's number is part of the hash,
   * so that hashes of different bands do not meet.
   */
  public static long[] bands(long[] signature) {
    ByteBuffer values = ByteBuffer.allocate(ROWS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long[] bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      values.asLongBuffer().put(signature, band * ROWS, ROWS);
      bands[band] = XxHash64.hash(values.array(), 0, values.capacity(), band);
    }
    return bands;
  }

  /** Unsigned remainder by 2^61 - 1. */
  private static long modMersenne(long value) {
    long folded = (value & MERSENNE) + (value >>> 61);
    return folded >= MERSENNE ? folded - MERSENNE : folded;
  }

  private static int utf8Length(String word) {
    int length = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < 0x80) {
        length += 1;
      } else if (c < 0x800) {
        length += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < word.length()
          && Character.isLowSurrogate(word.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        // The encoder writes one question mark for an unpaired surrogate.
        length += Character.isSurrogate(c) ? 1 : 3;
      }
    }
    return length;
  }

  private static long[] parse(String numbers) {
    return Arrays.stream(numbers.trim().split("\\s+")).mapToLong(Long::parseLong).toArray();
  }
}
