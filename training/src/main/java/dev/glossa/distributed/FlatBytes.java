package dev.glossa.distributed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Raw little-endian bytes of slices of a flat array: what goes over the wire instead of ND4J's own
 * element-wise serialization, which is 25 to 60 times slower.
 */
final class FlatBytes {

  /** Elements of a slice: 16 MiB of float32, so that big models are reduced by many executors. */
  static final int SLICE = 1 << 22;

  private FlatBytes() {}

  /** How many slices an array of this length has. */
  static int slices(long length) {
    return Math.toIntExact((length + SLICE - 1) / SLICE);
  }

  /** All slices of the array, in order. */
  static byte[][] read(INDArray flat) {
    byte[][] bytes = new byte[slices(flat.length())][];
    for (int slice = 0; slice < bytes.length; slice++) {
      bytes[slice] = read(flat, slice);
    }
    return bytes;
  }

  static byte[] read(INDArray flat, int slice) {
    long from = (long) slice * SLICE;
    return read(flat, from, Math.toIntExact(Math.min(SLICE, flat.length() - from)));
  }

  /** Elements [from, from + count). */
  static byte[] read(INDArray flat, long from, int count) {
    Nd4j.getAffinityManager().ensureLocation(flat, AffinityManager.Location.HOST);
    try (Span span = Span.of(flat, from, count)) {
      byte[] bytes = new byte[Math.toIntExact(span.capacity())];
      span.get(bytes);
      return bytes;
    }
  }

  /** Writes all slices into the array. */
  static void write(byte[][] bytes, INDArray flat) {
    for (int slice = 0; slice < bytes.length; slice++) {
      write(bytes[slice], flat, (long) slice * SLICE);
    }
  }

  /** Writes the bytes from the given element on. */
  static void write(byte[] bytes, INDArray flat, long from) {
    int count = bytes.length / flat.dataType().width();
    if (from + count > flat.length()) {
      throw new IllegalArgumentException(
          "%d values from %d on do not fit into an array of %d: they are of different models"
              .formatted(count, from, flat.length()));
    }
    try (Span span = Span.of(flat, from, count)) {
      span.put(bytes);
    }
    Nd4j.getAffinityManager().tagLocation(flat, AffinityManager.Location.HOST);
  }

  /** Adds weight · values to the sums; values are float32 or float64 by their width in bytes. */
  static void addScaled(double[] sums, byte[] values, double weight) {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.nativeOrder());
    if (values.length == sums.length * Double.BYTES) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * buffer.getDouble(i * Double.BYTES);
      }
    } else {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * buffer.getFloat(i * Float.BYTES);
      }
    }
  }

  /** The values in the given width: 4 bytes for float32, 8 for float64. */
  static byte[] encode(double[] values, int width) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * width).order(ByteOrder.nativeOrder());
    for (double value : values) {
      if (width == Double.BYTES) {
        buffer.putDouble(value);
      } else {
        buffer.putFloat((float) value);
      }
    }
    return buffer.array();
  }

  /** The values in float32, whatever their width. */
  static float[] floats(byte[] values, int width) {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.nativeOrder());
    float[] floats = new float[values.length / width];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          width == Double.BYTES
              ? (float) buffer.getDouble(i * Double.BYTES)
              : buffer.getFloat(i * Float.BYTES);
    }
    return floats;
  }

  /** The values as float32. */
  static byte[] encode(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** A slice's memory. */
  private static final class Span extends BytePointer {

    private Span(long address, long bytes) {
      this.address = address;
      this.capacity = bytes;
      this.limit = bytes;
    }

    static Span of(INDArray flat, long from, long count) {
      if (!flat.isVector() || flat.elementWiseStride() != 1) {
        throw new IllegalArgumentException(
            "only a contiguous vector has raw bytes, not " + flat.shapeInfoToString());
      }
      int width = flat.dataType().width();
      return new Span(flat.data().addressPointer().address() + from * width, count * width);
    }
  }
}
