package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.glossa.evaluate.PairedBootstrap.Sums;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestsTest {

  /** By Python's exact integers: 2 * sum(comb(n, k) for k in range(min(b, c) + 1)) / 2**n. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "0, 5, 0.0625",
    "6, 1, 0.125",
    "10, 25, 0.01667384780012071",
    "100, 140, 0.011664092317677663",
    "700, 620, 0.029636429325384843",
    "3000, 3200, 0.011488253770871206"
  })
  void mcNemarIsExact(long onlyFirst, long onlySecond, double pValue) {
    assertThat(ExactMcNemar.pValue(onlyFirst, onlySecond))
        .isCloseTo(pValue, withinPercentage(1e-8));
    assertThat(ExactMcNemar.pValue(onlySecond, onlyFirst))
        .isCloseTo(pValue, withinPercentage(1e-8));
  }

  @Test
  void theIntervalOfAMeanDifferenceIsThatOfTheNormalDistribution() {
    Random random = new Random(3);
    double[] first = random.doubles(500).toArray();
    double[] second =
        Arrays.stream(first).map(x -> x + 0.02 + 0.2 * random.nextGaussian()).toArray();
    double[] differences = new double[500];
    Arrays.setAll(differences, i -> second[i] - first[i]);
    double mean = Arrays.stream(differences).average().orElseThrow();
    double variance =
        Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum() / differences.length;
    double half = 1.96 * Math.sqrt(variance / differences.length);

    PairedBootstrap bootstrap = PairedBootstrap.of(means(first), means(second), m -> m, 10_000, 1);

    assertThat(bootstrap.interval().get(0)).isCloseTo(mean - half, offset(0.1 * half));
    assertThat(bootstrap.interval().get(1)).isCloseTo(mean + half, offset(0.1 * half));
    assertThat(bootstrap.pValue() < 0.05).isEqualTo(bootstrap.interval().get(0) > 0);
  }

  @Test
  void ratiosWeighItemsAndTheSameSeedDrawsTheSame() {
    Sums first = new Sums(new double[] {10, 200}, new double[] {1, 100});
    Sums second = new Sums(new double[] {20, 400}, new double[] {1, 100});

    PairedBootstrap bootstrap = PairedBootstrap.of(first, second, Math::sqrt, 1000, 5);

    // Two items: drawn are the one, the other, or both.
    assertThat(bootstrap.interval())
        .containsExactly(2 - Math.sqrt(2), Math.sqrt(20) - Math.sqrt(10));
    assertThat(bootstrap).isEqualTo(PairedBootstrap.of(first, second, Math::sqrt, 1000, 5));
    assertThat(bootstrap.pValue()).isEqualTo(2 * 1.0 / 1001);
  }

  private static Sums means(double[] values) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return new Sums(values, ones);
  }
}
