package dev.glossa.dedup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The different shingles of a text, known by their 64-bit hashes. Two shingles of different text
 * count as one only if their hashes collide, which among a million happens once in 37 million
 * times.
 */
public final class ShingleSet {

  private final long[] hashes;

  private ShingleSet(long[] sorted) {
    this.hashes = sorted;
  }

  /** The set of hashes in any order, also repeated. */
  static ShingleSet of(long[] hashes) {
    return new ShingleSet(Arrays.stream(hashes).sorted().distinct().toArray());
  }

  /** Number of different shingles. */
  public int size() {
    return hashes.length;
  }

  /**
   * The Jaccard similarity, 0 to 1: the shingles of both by the shingles of either. Without any
   * shingle it is 0, since a text without shingles is near to no other.
   */
  public double jaccard(ShingleSet other) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < hashes.length && j < other.hashes.length) {
      long ours = hashes[i];
      long theirs = other.hashes[j];
      common += ours == theirs ? 1 : 0;
      i += ours <= theirs ? 1 : 0;
      j += theirs <= ours ? 1 : 0;
    }
    int either = hashes.length + other.hashes.length - common;
    return either == 0 ? 0 : (double) common / either;
  }

  /** Eight bytes for each shingle, which {@link #ofBytes} reads. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, hashes.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(hashes);
    return bytes.array();
  }

  /** The set that {@link #toBytes} wrote. */
  public static ShingleSet ofBytes(byte[] bytes) {
    LongBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] hashes = new long[values.remaining()];
    values.get(hashes);
    return new ShingleSet(hashes);
  }
}
