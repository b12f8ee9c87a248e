package dev.glossa.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of a float32 matrix or vector on the CPU, without copying.
 *
 * <p>It keeps the array alive; the buffers and pointers that it gives do not, so it must be used
 * after them.
 */
final class FloatMemory {
  private final INDArray array;
  private final long address;
  private final long columns;
  private final long rowStride;
  private FloatBuffer floats;

  private FloatMemory(INDArray array) {
    this.array = array;
    this.address = array.data().addressPointer().address();
    boolean matrix = array.rank() == 2;
    this.columns = matrix ? array.size(1) : array.length();
    // ND4J gives a single row any stride; BLAS wants at least its length.
    this.rowStride = matrix && array.size(0) > 1 ? array.stride(0) : columns;
  }

  /**
   * @throws IllegalArgumentException if the columns do not lie side by side
   */
  static FloatMemory of(INDArray array) {
    if (array.stride(array.rank() - 1) != 1 && array.size(array.rank() - 1) != 1) {
      throw new IllegalArgumentException("Kernels work on row-major arrays only.");
    }
    return new FloatMemory(array);
  }

  long rows() {
    return array.length() / columns;
  }

  int columns() {
    return (int) columns;
  }

  /** Elements between the beginnings of two rows. */
  int rowStride() {
    return (int) rowStride;
  }

  long length() {
    return array.length();
  }

  /** The elements [from, from + count) as bytes. */
  ByteBuffer buffer(long from, long count) {
    return new Bytes(address + 4 * from, 4 * count).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** All rows as bytes; a row begins every 4 * rowStride bytes. */
  ByteBuffer buffer() {
    return buffer(0, (rows() - 1) * rowStride + columns);
  }

  /** All rows; a row begins every rowStride elements. */
  FloatBuffer floats() {
    if (floats == null) {
      floats = buffer().asFloatBuffer();
    }
    return floats;
  }

  /** The element at an offset, for BLAS. */
  FloatPointer pointer(long offset) {
    return new Floats(address + 4 * offset);
  }

  /** Keeps the array alive until here. */
  void done() {
    java.lang.ref.Reference.reachabilityFence(array);
  }

  private static final class Bytes extends BytePointer {
    Bytes(long address, long bytes) {
      super((org.bytedeco.javacpp.Pointer) null);
      this.address = address;
      this.limit = bytes;
      this.capacity = bytes;
    }
  }

  private static final class Floats extends FloatPointer {
    Floats(long address) {
      super((org.bytedeco.javacpp.Pointer) null);
      this.address = address;
      this.capacity = Long.MAX_VALUE / 8;
      this.limit = capacity;
    }
  }
}
