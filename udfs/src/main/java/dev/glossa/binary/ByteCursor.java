package dev.glossa.binary;

/**
 * Reads one value after another and knows where it stands. Whatever does not fit into the rest of
 * the file is an {@link InvalidModelException}, before anything is reserved for it.
 */
public final class ByteCursor {

  private final LittleEndianBytes bytes;
  private long position;

  public ByteCursor(LittleEndianBytes bytes) {
    this.bytes = bytes;
  }

  public LittleEndianBytes bytes() {
    return bytes;
  }

  public long position() {
    return position;
  }

  public byte nextByte() {
    return bytes.byteAt(skip(1, 1, "a byte"));
  }

  /** A byte that is 0 or 1. */
  public boolean nextBoolean() {
    byte value = nextByte();
    if (value != 0 && value != 1) {
      throw new InvalidModelException(
          "has the byte %d where 0 or 1 must stand, at byte %d; get an undamaged copy."
              .formatted(value, position - 1));
    }
    return value == 1;
  }

  public int nextInt() {
    return bytes.intAt(skip(1, Integer.BYTES, "an integer"));
  }

  public long nextLong() {
    return bytes.longAt(skip(1, Long.BYTES, "an integer"));
  }

  public float nextFloat() {
    return bytes.floatAt(skip(1, Float.BYTES, "a number"));
  }

  public double nextDouble() {
    return Double.longBitsToDouble(nextLong());
  }

  /** The next floats, in an array. */
  public float[] nextFloats(long count, String what) {
    long start = skip(count, Float.BYTES, what);
    float[] floats = new float[arrayLength(count, what)];
    bytes.floatsAt(start, floats, floats.length);
    return floats;
  }

  /** The next bytes, in an array. */
  public byte[] nextBytes(long count, String what) {
    long start = skip(count, 1, what);
    byte[] copy = new byte[arrayLength(count, what)];
    bytes.bytesAt(start, copy);
    return copy;
  }

  /**
   * Passes over values.
   *
   * @return where they begin
   */
  public long skip(long count, long width, String what) {
    long rest = bytes.size() - position;
    if (count < 0 || count > rest / width) {
      throw new InvalidModelException(
          "ends before %s: %d values of %d bytes from byte %d on, of %d bytes; get a whole copy."
              .formatted(what, count, width, position, bytes.size()));
    }
    long start = position;
    position += count * width;
    return start;
  }

  private static int arrayLength(long count, String what) {
    if (count > Integer.MAX_VALUE - 8) {
      throw new InvalidModelException(
          "has %d values in %s, more than can be held; use a smaller model."
              .formatted(count, what));
    }
    return (int) count;
  }
}
