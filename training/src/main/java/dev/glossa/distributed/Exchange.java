package dev.glossa.distributed;

import dev.glossa.checkpoint.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * In what form workers send their pseudo-gradients. The narrow forms scale every block of {@value
 * #BLOCK} values by its largest one, and keep what rounding takes away for the next round (error
 * feedback, arXiv 1901.09847), so that it is late, not lost.
 */
public enum Exchange {
  /** The values as they are, float64 too. */
  FLOAT32,
  /** IEEE halves. */
  FLOAT16,
  /** Bytes: 255 steps from the largest value to its negative. */
  INT8;

  private static final int BLOCK = 256;
  private static final float STEPS = 127;

  /** Whether rounding takes something away. */
  boolean isNarrow() {
    return this != FLOAT32;
  }

  /**
   * The sum of values and leftovers in this narrow form.
   *
   * @param leftovers what rounding took away before, of the same length; overwritten by what it
   *     takes away now
   */
  byte[] encode(float[] values, float[] leftovers) {
    ByteBuffer out = ByteBuffer.allocate(bytes(values.length)).order(ByteOrder.nativeOrder());
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, values.length);
      float largest = 0;
      for (int i = from; i < to; i++) {
        leftovers[i] += values[i];
        largest = Math.max(largest, Math.abs(leftovers[i]));
      }
      out.putFloat(largest);
      for (int i = from; i < to; i++) {
        int at = out.position();
        write(largest == 0 ? 0 : leftovers[i] / largest, out);
        leftovers[i] -= largest * read(out.position(at));
      }
    }
    return out.array();
  }

  /** Adds weight · the values, in this form, to the sums. */
  void addScaled(double[] sums, byte[] bytes, double weight) {
    if (!isNarrow()) {
      FlatBytes.addScaled(sums, bytes, weight);
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int from = 0; from < sums.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, sums.length);
      float largest = in.getFloat();
      for (int i = from; i < to; i++) {
        sums[i] += weight * (largest * read(in));
      }
    }
  }

  /** Bytes of so many values in a narrow form. */
  private int bytes(int count) {
    int value = this == FLOAT16 ? Short.BYTES : Byte.BYTES;
    return count * value + (count + BLOCK - 1) / BLOCK * Float.BYTES;
  }

  /** Writes a value of [-1, 1]. */
  private void write(float value, ByteBuffer to) {
    if (this == FLOAT16) {
      TensorType.F16.put(value, to);
    } else {
      to.put((byte) Math.rint(value * STEPS));
    }
  }

  private float read(ByteBuffer from) {
    return this == FLOAT16 ? (float) TensorType.F16.get(from) : from.get() / STEPS;
  }
}
