package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeTest {
  private static final int COUNT = 1000;

  /** Values of very different sizes, as layers have them. */
  private static float[] values(long seed) {
    Random random = new Random(seed);
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, -i / 256 * 2));
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(
      value = Exchange.class,
      names = {"FLOAT16", "INT8"})
  void givesBackWhatFitsIntoItsForm(Exchange exchange) {
    float[] values = values(1);
    byte[] sent = exchange.encode(values, new float[COUNT]);
    double[] sums = new double[COUNT];
    exchange.addScaled(sums, sent, 0.5);

    double step = exchange == Exchange.INT8 ? 1.0 / 254 : 1.0 / 2048;
    int width = exchange == Exchange.INT8 ? 1 : 2;
    assertThat(sent.length).isBetween(width * COUNT, width * COUNT + COUNT / 50);
    for (int i = 0; i < COUNT; i++) {
      double largest = 4 * Math.pow(10, -i / 256 * 2);
      assertThat(sums[i]).as("value %d", i).isCloseTo(values[i] * 0.5, within(step * largest));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Exchange.class,
      names = {"FLOAT16", "INT8"})
  void sendsLaterWhatRoundingTookAway(Exchange exchange) {
    float[] leftovers = new float[COUNT];
    double[] sums = new double[COUNT];
    double[] wanted = new double[COUNT];
    for (int round = 0; round < 50; round++) {
      float[] values = values(round);
      exchange.addScaled(sums, exchange.encode(values, leftovers), 1);
      for (int i = 0; i < COUNT; i++) {
        wanted[i] += values[i];
      }
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(sums[i] + leftovers[i])
          .as("value %d", i)
          .isCloseTo(wanted[i], within(1e-4 * Math.pow(10, -i / 256 * 2)));
      assertThat((double) leftovers[i]).isCloseTo(0, within(0.02 * 4 * Math.pow(10, -i / 256 * 2)));
    }
  }

  @Test
  void keepsZeros() {
    double[] sums = new double[COUNT];
    Exchange.INT8.addScaled(sums, Exchange.INT8.encode(new float[COUNT], new float[COUNT]), 1);
    assertThat(sums).containsOnly(0);
  }

  @Test
  void doesNotHideWhatIsNoNumber() {
    float[] values = new float[COUNT];
    values[3] = Float.NaN;
    double[] sums = new double[COUNT];
    Exchange.INT8.addScaled(sums, Exchange.INT8.encode(values, new float[COUNT]), 1);
    assertThat(sums[3]).isNaN();
  }
}
