package dev.glossa.model;

import static dev.glossa.model.VectorRows.LANES;
import static dev.glossa.model.VectorRows.SPECIES;
import static jdk.incubator.vector.VectorOperators.MAX;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Softmax of a part of a row in the heap. The width of a row and its beginning are multiples of the
 * lanes.
 */
final class VectorSoftmax {
  private VectorSoftmax() {}

  /** Softmax of scale * x of the elements [low, high); the others of the width become 0. */
  static void forward(float[] row, int at, int low, int high, int width, float scale) {
    int first = at + low / LANES * LANES;
    int last = at + VectorRows.roundUp(high);
    Arrays.fill(row, first, at + low, Float.NEGATIVE_INFINITY);
    Arrays.fill(row, at + high, last, Float.NEGATIVE_INFINITY);
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int j = first; j < last; j += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, row, j));
    }
    float shift = largest.reduceLanes(MAX);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = first; j < last; j += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, row, j).sub(shift).mul(scale);
      FloatVector e = VectorMath.exp(x);
      e.intoArray(row, j);
      sum = sum.add(e);
    }
    float inverse = 1 / VectorMath.sum(sum);
    for (int j = first; j < last; j += LANES) {
      FloatVector.fromArray(SPECIES, row, j).mul(inverse).intoArray(row, j);
    }
    Arrays.fill(row, at, at + low, 0);
    Arrays.fill(row, at + high, at + width, 0);
  }

  /**
   * d becomes scale * p * (d - sum(p * d)) in [low, high) and 0 elsewhere in the width.
   *
   * @param p what {@link #forward} gave, at the same place as d
   */
  static void backward(float[] p, float[] d, int at, int low, int high, int width, float scale) {
    int first = at + low / LANES * LANES;
    int last = at + VectorRows.roundUp(high);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = first; j < last; j += LANES) {
      sum = FloatVector.fromArray(SPECIES, p, j).fma(FloatVector.fromArray(SPECIES, d, j), sum);
    }
    float dot = VectorMath.sum(sum);
    for (int j = first; j < last; j += LANES) {
      FloatVector centered = FloatVector.fromArray(SPECIES, d, j).sub(dot);
      centered.mul(FloatVector.fromArray(SPECIES, p, j)).mul(scale).intoArray(d, j);
    }
    Arrays.fill(d, at, first, 0);
    Arrays.fill(d, last, at + width, 0);
  }
}
