package dev.glossa.model;

import static jdk.incubator.vector.VectorOperators.MAX;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loops over one run of floats in off-heap memory; all offsets and strides are in bytes. */
final class VectorRows {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final int STEP = 4 * LANES;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorRows() {}

  static FloatVector load(ByteBuffer from, int offset) {
    return FloatVector.fromByteBuffer(SPECIES, from, offset, ORDER);
  }

  static void store(FloatVector vector, ByteBuffer to, int offset) {
    vector.intoByteBuffer(to, offset, ORDER);
  }

  /** Bytes of the whole vectors in a run of floats. */
  static int whole(int count) {
    return count / LANES * STEP;
  }

  static int roundUp(int count) {
    return (count + LANES - 1) / LANES * LANES;
  }

  static void add(ByteBuffer from, int fromAt, ByteBuffer to, int toAt, int count) {
    int whole = whole(count);
    int i = 0;
    for (; i < whole; i += STEP) {
      store(load(to, toAt + i).add(load(from, fromAt + i)), to, toAt + i);
    }
    for (; i < 4 * count; i += 4) {
      to.putFloat(toAt + i, to.getFloat(toAt + i) + from.getFloat(fromAt + i));
    }
  }

  static void copy(ByteBuffer from, int fromAt, ByteBuffer to, int toAt, int count) {
    int whole = whole(count);
    int i = 0;
    for (; i < whole; i += STEP) {
      store(load(from, fromAt + i), to, toAt + i);
    }
    for (; i < 4 * count; i += 4) {
      to.putFloat(toAt + i, from.getFloat(fromAt + i));
    }
  }

  static void zero(ByteBuffer to, int at, int count) {
    int whole = whole(count);
    int i = 0;
    for (; i < whole; i += STEP) {
      store(FloatVector.zero(SPECIES), to, at + i);
    }
    for (; i < 4 * count; i += 4) {
      to.putFloat(at + i, 0);
    }
  }

  static void scale(ByteBuffer row, int at, int count, float factor) {
    int whole = whole(count);
    int i = 0;
    for (; i < whole; i += STEP) {
      store(load(row, at + i).mul(factor), row, at + i);
    }
    for (; i < 4 * count; i += 4) {
      row.putFloat(at + i, row.getFloat(at + i) * factor);
    }
  }

  static float squares(ByteBuffer row, int at, int count) {
    int whole = whole(count);
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < whole; i += STEP) {
      FloatVector x = load(row, at + i);
      sum = x.fma(x, sum);
    }
    float result = VectorMath.sum(sum);
    for (; i < 4 * count; i += 4) {
      result += row.getFloat(at + i) * row.getFloat(at + i);
    }
    return result;
  }

  static float max(ByteBuffer row, int at, int count) {
    int whole = whole(count);
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < whole; i += STEP) {
      largest = largest.max(load(row, at + i));
    }
    float result = largest.reduceLanes(MAX);
    for (; i < 4 * count; i += 4) {
      result = Math.max(result, row.getFloat(at + i));
    }
    return result;
  }

  /** Replaces x by exp(x - shift) and returns the sum. */
  static double exponentials(ByteBuffer row, int at, int count, float shift) {
    int whole = whole(count);
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < whole; i += STEP) {
      FloatVector e = VectorMath.exp(load(row, at + i).sub(shift));
      store(e, row, at + i);
      sum = sum.add(e);
    }
    double result = VectorMath.sum(sum);
    for (; i < 4 * count; i += 4) {
      float e = (float) Math.exp(row.getFloat(at + i) - shift);
      row.putFloat(at + i, e);
      result += e;
    }
    return result;
  }
}
