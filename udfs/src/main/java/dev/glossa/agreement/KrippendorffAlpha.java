package dev.glossa.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha: agreement of any number of raters, of whom not all need have rated all
 * units. 1 is perfect agreement, 0 what chance gives, and less is disagreement by system.
 *
 * <p>Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; held against the
 * Python package krippendorff.
 */
public final class KrippendorffAlpha {
  private KrippendorffAlpha() {}

  /** How far two ratings are apart. */
  public enum Level {
    /** Equal or not. */
    NOMINAL,
    /** By how many ratings lie between them. */
    ORDINAL,
    /** By their difference. */
    INTERVAL
  }

  /**
   * @param ratings [raters][units], NaN where a rater has not rated a unit
   * @return nothing if no unit has two ratings, or all ratings of such units are the same
   */
  public static OptionalDouble of(double[][] ratings, Level level) {
    double[] values =
        Arrays.stream(ratings)
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .distinct()
            .sorted()
            .toArray();
    double[][] coincidences = coincidences(ratings, values);
    double[] totals = Arrays.stream(coincidences).mapToDouble(row -> sum(row)).toArray();
    double all = sum(totals);
    double observed = 0;
    double expected = 0;
    for (int a = 0; a < values.length; a++) {
      for (int b = 0; b < values.length; b++) {
        double distance = distance(values, totals, a, b, level);
        observed += coincidences[a][b] * distance;
        expected += totals[a] * totals[b] * distance;
      }
    }
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (all - 1) * observed / expected);
  }

  /** [values][values]: how often two ratings of a unit are these, a unit of m counting as m. */
  private static double[][] coincidences(double[][] ratings, double[] values) {
    double[][] coincidences = new double[values.length][values.length];
    int units = ratings.length == 0 ? 0 : ratings[0].length;
    for (int unit = 0; unit < units; unit++) {
      int[] counts = new int[values.length];
      int rated = 0;
      for (double[] rater : ratings) {
        if (!Double.isNaN(rater[unit])) {
          counts[Arrays.binarySearch(values, rater[unit])]++;
          rated++;
        }
      }
      for (int a = 0; rated > 1 && a < values.length; a++) {
        for (int b = 0; b < values.length; b++) {
          double pairs = (double) counts[a] * (a == b ? counts[b] - 1 : counts[b]);
          coincidences[a][b] += pairs / (rated - 1);
        }
      }
    }
    return coincidences;
  }

  /** The squared distance of two values. */
  private static double distance(double[] values, double[] totals, int a, int b, Level level) {
    if (a == b) {
      return 0;
    }
    double difference =
        switch (level) {
          case NOMINAL -> 1;
          case INTERVAL -> values[a] - values[b];
          case ORDINAL -> {
            double between = -(totals[a] + totals[b]) / 2;
            for (int i = Math.min(a, b); i <= Math.max(a, b); i++) {
              between += totals[i];
            }
            yield between;
          }
        };
    return difference * difference;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
