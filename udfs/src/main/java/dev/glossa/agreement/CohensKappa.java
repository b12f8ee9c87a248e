package dev.glossa.agreement;

import java.util.OptionalDouble;

/**
 * Cohen's kappa of two raters who sort the same units into categories: 1 is perfect agreement, 0
 * what chance gives. Weighted, a disagreement counts the more the further its categories are apart.
 *
 * <p>Source: Cohen 1960 and 1968; held against scikit-learn's {@code cohen_kappa_score}.
 */
public final class CohensKappa {
  private CohensKappa() {}

  /** What a disagreement counts. */
  public enum Weights {
    /** All the same. */
    NONE,
    /** The distance of the categories. */
    LINEAR,
    /** Its square. */
    QUADRATIC
  }

  /**
   * @param first categories of the units, from lowest to highest
   * @param second the other rater's, of the same units
   * @return nothing without units, or where chance alone would agree on all of them
   */
  public static OptionalDouble of(
      int[] first, int[] second, int lowest, int highest, Weights weights) {
    if (first.length != second.length) {
      throw new IllegalArgumentException("%d and %d units".formatted(first.length, second.length));
    }
    int categories = highest - lowest + 1;
    long[][] counts = new long[categories][categories];
    long[] firsts = new long[categories];
    long[] seconds = new long[categories];
    for (int i = 0; i < first.length; i++) {
      counts[first[i] - lowest][second[i] - lowest]++;
      firsts[first[i] - lowest]++;
      seconds[second[i] - lowest]++;
    }
    double observed = 0;
    double expected = 0;
    for (int a = 0; a < categories; a++) {
      for (int b = 0; b < categories; b++) {
        double weight = weight(Math.abs(a - b), weights);
        observed += weight * counts[a][b];
        expected += weight * firsts[a] * seconds[b] / first.length;
      }
    }
    return expected == 0 || first.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - observed / expected);
  }

  private static double weight(int distance, Weights weights) {
    return switch (weights) {
      case NONE -> distance == 0 ? 0 : 1;
      case LINEAR -> distance;
      case QUADRATIC -> (double) distance * distance;
    };
  }
}
