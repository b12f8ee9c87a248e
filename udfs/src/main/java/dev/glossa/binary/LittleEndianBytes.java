package dev.glossa.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The bytes of a file of any length, with little-endian values at any position. They are not
 * copied: a mapped file stays mapped. Immutable, so shared by all threads.
 */
public final class LittleEndianBytes {

  /** Bytes by which a segment reaches into the next, so that no value is cut in two. */
  public static final int OVERLAP = Long.BYTES;

  private final ByteBuffer[] segments;
  private final int shift;
  private final long size;

  private LittleEndianBytes(ByteBuffer[] segments, int shift, long size) {
    this.segments = segments;
    this.shift = shift;
    this.size = size;
  }

  /** All the bytes of a buffer, whatever its position and limit. */
  public static LittleEndianBytes of(ByteBuffer bytes) {
    return new LittleEndianBytes(
        new ByteBuffer[] {littleEndian(bytes)}, Integer.SIZE - 1, bytes.capacity());
  }

  /**
   * A file in pieces.
   *
   * @param segments each of 2^shift bytes and {@link #OVERLAP} bytes of the next, the last ones of
   *     what there is
   * @param shift the logarithm of a segment's length
   * @param size of the file, in bytes
   */
  public static LittleEndianBytes of(List<ByteBuffer> segments, int shift, long size) {
    return new LittleEndianBytes(
        segments.stream().map(LittleEndianBytes::littleEndian).toArray(ByteBuffer[]::new),
        shift,
        size);
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes) {
    return bytes.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of bytes. */
  public long size() {
    return size;
  }

  public byte byteAt(long position) {
    return segment(position).get(offset(position));
  }

  public int intAt(long position) {
    return segment(position).getInt(offset(position));
  }

  public long longAt(long position) {
    return segment(position).getLong(offset(position));
  }

  public float floatAt(long position) {
    return segment(position).getFloat(offset(position));
  }

  /** Copies floats from a position on. */
  public void floatsAt(long position, float[] into, int length) {
    int done = 0;
    while (done < length) {
      long at = position + (long) Float.BYTES * done;
      ByteBuffer segment = segment(at);
      int offset = offset(at);
      int here = Math.min(length - done, (segment.capacity() - offset) / Float.BYTES);
      segment
          .slice(offset, here * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(into, done, here);
      done += here;
    }
  }

  /** Adds the floats from a position on to these. */
  public void addFloatsAt(long position, float[] sum) {
    ByteBuffer segment = segment(position);
    int offset = offset(position);
    int here = Math.min(sum.length, (segment.capacity() - offset) / Float.BYTES);
    for (int i = 0; i < here; i++) {
      sum[i] += segment.getFloat(offset + Float.BYTES * i);
    }
    for (int i = here; i < sum.length; i++) {
      sum[i] += floatAt(position + (long) Float.BYTES * i);
    }
  }

  /** Copies bytes from a position on. */
  public void bytesAt(long position, byte[] into) {
    int done = 0;
    while (done < into.length) {
      ByteBuffer segment = segment(position + done);
      int offset = offset(position + done);
      int here = Math.min(into.length - done, segment.capacity() - offset);
      segment.get(offset, into, done, here);
      done += here;
    }
  }

  private ByteBuffer segment(long position) {
    return segments[(int) (position >>> shift)];
  }

  private int offset(long position) {
    return (int) (position & ((1L << shift) - 1));
  }
}
