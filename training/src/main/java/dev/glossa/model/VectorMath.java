package dev.glossa.model;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Functions of vectors that give the same bits whichever compiler ran them. The JDK's own {@code
 * EXP} and {@code reduceLanes(ADD)} do not: they round in one way while the code is interpreted and
 * in another once it is compiled, and when that happens differs from run to run, so a resumed
 * training would not end with the bytes of an undisturbed one.
 */
final class VectorMath {
  /** Arguments outside would leave the exponents of a normal float. */
  private static final float LOWEST = -87.33f;

  private static final float HIGHEST = 88.37f;

  /** Added to a float below 2^22 it rounds it to an integer, which its low bits then hold. */
  private static final float ROUND = 1.5f * (1 << 23);

  private static final float LOG2_E = 1.44269504f;
  // ln 2 in two parts, so that a multiple of the first is exact.
  private static final float LN_2_HIGH = 0.693359375f;
  private static final float LN_2_LOW = -2.12194440e-4f;

  private VectorMath() {}

  /**
   * e^x within 2 units in the last place, for x clamped to [-87.33, 88.37]; NaN stays NaN. With n =
   * round(x / ln 2) it is 2^n e^r, and e^r for |r| ≤ ln(2) / 2 is the polynomial of the Cephes
   * library (S. Moshier, expf).
   */
  static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.max(LOWEST).min(HIGHEST);
    FloatVector rounded = x.fma(broadcast(LOG2_E), broadcast(ROUND));
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(broadcast(-LN_2_HIGH), x);
    r = n.fma(broadcast(-LN_2_LOW), r);
    FloatVector p = r.fma(broadcast(1.9875691500e-4f), broadcast(1.3981999507e-3f));
    p = p.fma(r, broadcast(8.3334519073e-3f));
    p = p.fma(r, broadcast(4.1665795894e-2f));
    p = p.fma(r, broadcast(1.6666665459e-1f));
    p = p.fma(r, broadcast(5.0000001201e-1f));
    p = p.fma(r.mul(r), r).add(1);
    IntVector exponent = rounded.reinterpretAsInts().add(127).lanewise(LSHL, 23);
    return p.mul(exponent.reinterpretAsFloats());
  }

  /** The sum of the lanes, from the first to the last. */
  static float sum(FloatVector vector) {
    float[] lanes = vector.toArray();
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(VectorRows.SPECIES, value);
  }
}
