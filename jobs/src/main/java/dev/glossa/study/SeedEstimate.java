package dev.glossa.study;

import dev.glossa.page.Figures;
import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over seeds with the 95 % interval of Student's t distribution (Student 1908), which holds
 * for the handful of seeds that a study has, where a bootstrap of so few values does not. What it
 * says is how much the seed matters, not how much the choice of test items does.
 *
 * @param mean the mean
 * @param low the interval's low end; null with one seed, of which nothing follows about chance
 * @param high its high end; null like {@code low}
 * @param seeds how many
 */
record SeedEstimate(double mean, Double low, Double high, int seeds) {
  private static final double UPPER_TAIL = 0.975;

  /**
   * @param values one a seed, at least one
   */
  static SeedEstimate of(Collection<Double> values) {
    int n = values.size();
    if (n == 0) {
      throw new IllegalArgumentException("No seed has a value.");
    }
    double mean = values.stream().mapToDouble(value -> value).sum() / n;
    if (n == 1) {
      return new SeedEstimate(mean, null, null, 1);
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double half =
        new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL)
            * Math.sqrt(squares / (n - 1) / n);
    return new SeedEstimate(mean, mean - half, mean + half, n);
  }

  /** Whether the whole interval lies above the bound. */
  boolean isAbove(double bound) {
    return low != null && low > bound;
  }

  /** Whether the whole interval lies below the bound. */
  boolean isBelow(double bound) {
    return high != null && high < bound;
  }

  /** Whether the value is above the bound: not known where the interval holds the bound. */
  Answer above(double bound) {
    return isAbove(bound) ? Answer.YES : isBelow(bound) ? Answer.NO : Answer.OPEN;
  }

  /** Both ends as a person reads them, or a dash. */
  String interval() {
    return Figures.interval(low == null ? null : List.of(low, high));
  }
}
