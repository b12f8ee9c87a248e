package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {
  private static final int LANES = VectorRows.LANES;

  @Test
  void expIsThatOfTheJdkWithinTwoUnitsInTheLastPlace() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      float[] x = new float[LANES];
      for (int lane = 0; lane < LANES; lane++) {
        x[lane] = -87.3f + 175.6f * random.nextFloat();
      }
      float[] y = exp(x);
      for (int lane = 0; lane < LANES; lane++) {
        float expected = (float) Math.exp(x[lane]);
        assertThat(Math.abs(y[lane] - expected))
            .as("exp(%s)", x[lane])
            .isLessThanOrEqualTo(2 * Math.ulp(expected));
      }
    }
  }

  @Test
  void expSaturatesAndKeepsNaN() {
    float[] x = new float[LANES];
    x[0] = Float.NaN;
    x[1] = Float.NEGATIVE_INFINITY;
    x[2] = 1000;
    float[] y = exp(x);
    assertThat(y[0]).isNaN();
    assertThat(y[1]).isBetween(0f, 2e-38f);
    assertThat(y[2]).isGreaterThan(1e38f);
    assertThat(y[3]).isEqualTo(1f);
  }

  @Test
  void givesTheSameBitsInterpretedAndCompiled() {
    float[] x = new float[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      x[lane] = -3.3f + 0.37f * lane;
    }
    float[] first = exp(x);
    float firstSum = VectorMath.sum(FloatVector.fromArray(VectorRows.SPECIES, x, 0));
    for (int i = 0; i < 200_000; i++) {
      exp(x);
      VectorMath.sum(FloatVector.fromArray(VectorRows.SPECIES, x, 0));
    }
    assertThat(exp(x)).containsExactly(first);
    assertThat(VectorMath.sum(FloatVector.fromArray(VectorRows.SPECIES, x, 0))).isEqualTo(firstSum);
  }

  private static float[] exp(float[] x) {
    return VectorMath.exp(FloatVector.fromArray(VectorRows.SPECIES, x, 0)).toArray();
  }
}
