package dev.glossa.agreement;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How sure a statistic is: its distribution when as many units as there are are drawn from them
 * with replacement, again and again (Efron 1979). Units are what is independent: questions, not
 * ratings.
 *
 * @param samples how often units are drawn
 * @param seed of the drawing: the same seed, the same intervals
 */
public record Bootstrap(int samples, long seed) {
  private static final double TAIL = 0.025;

  public Bootstrap {
    if (samples < 2) {
      throw new IllegalArgumentException("%d samples".formatted(samples));
    }
  }

  /**
   * @param low the 2.5 % quantile
   * @param high the 97.5 % quantile
   * @param standardError the standard deviation
   */
  public record Interval(double low, double high, double standardError) {}

  /**
   * The 95 % percentile interval of a statistic.
   *
   * @param units how many there are
   * @param statistic of the units drawn, by their numbers; NaN where it has no value, which is left
   *     out
   * @return nothing if there are fewer than two units, or values
   */
  public Optional<Interval> interval(int units, ToDoubleFunction<int[]> statistic) {
    if (units < 2) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[units];
    double[] values = new double[samples];
    int count = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (int i = 0; i < units; i++) {
        drawn[i] = random.nextInt(units);
      }
      double value = statistic.applyAsDouble(drawn);
      if (!Double.isNaN(value)) {
        values[count++] = value;
      }
    }
    return count < 2 ? Optional.empty() : Optional.of(interval(Arrays.copyOf(values, count)));
  }

  /** The interval of the mean of values, one a unit. */
  public Optional<Interval> ofMean(double[] values) {
    return interval(
        values.length,
        drawn -> {
          double sum = 0;
          for (int unit : drawn) {
            sum += values[unit];
          }
          return sum / drawn.length;
        });
  }

  private static Interval interval(double[] values) {
    Arrays.sort(values);
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Interval(
        quantile(values, TAIL),
        quantile(values, 1 - TAIL),
        Math.sqrt(squares / (values.length - 1)));
  }

  /** Between the two nearest values, as NumPy has it by default. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
