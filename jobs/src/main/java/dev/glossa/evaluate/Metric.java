package dev.glossa.evaluate;

import dev.glossa.benchmark.Tally;
import java.util.Collection;
import java.util.List;

/**
 * A measured value.
 *
 * @param value the value; shares are 0…1
 * @param stderr its standard error; null where there are too few items for one
 * @param interval low and high end of its 95 % interval; null like {@code stderr}
 * @param n how many items it was measured on
 */
public record Metric(Double value, Double stderr, List<Double> interval, long n) {
  private static final double Z = 1.959963984540054;

  /** A share: standard error of the mean, and Wilson's interval. */
  static Metric share(long hits, long n) {
    double share = (double) hits / n;
    if (n < 2) {
      return new Metric(share, null, null, n);
    }
    double centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
    return new Metric(
        share,
        Math.sqrt(share * (1 - share) / (n - 1)),
        List.of(Math.max(0, centre - half), Math.min(1, centre + half)),
        n);
  }

  /** A mean of items, with the normal interval. */
  static Metric average(Collection<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(value -> value).sum() / n;
    if (n < 2) {
      return new Metric(mean, null, null, n);
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    return new Metric(mean, error, List.of(mean - Z * error, mean + Z * error), n);
  }

  /**
   * A mean of subjects' accuracies, in which every subject counts alike.
   *
   * @param value the mean, 0…1
   * @param subjects those that were asked
   * @param of how many subjects the mean is taken over, those that were not asked included
   */
  static Metric mean(double value, Collection<Tally> subjects, int of) {
    long n = subjects.stream().mapToLong(Tally::items).sum();
    if (subjects.isEmpty() || subjects.stream().anyMatch(subject -> subject.items() < 2)) {
      return new Metric(value, null, null, n);
    }
    double variance =
        subjects.stream()
            .mapToDouble(s -> s.accuracy() * (1 - s.accuracy()) / (s.items() - 1))
            .sum();
    double error = Math.sqrt(variance) / of;
    return new Metric(
        value, error, List.of(Math.max(0, value - Z * error), Math.min(1, value + Z * error)), n);
  }
}
