package dev.glossa.agreement;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: the correlation of the ranks, equal values having the mean of
 * theirs. Of lengths and ratings it is a judge's length bias, as far as long answers are no better.
 *
 * <p>Source: Spearman 1904; held against SciPy's {@code spearmanr}.
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * @return −1 to 1; nothing if there are fewer than two pairs, or all x or all y are the same
   */
  public static OptionalDouble of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d and %d values".formatted(x.length, y.length));
    }
    double[] first = ranks(x);
    double[] second = ranks(y);
    double mean = (x.length + 1) / 2.0;
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < x.length; i++) {
      product += (first[i] - mean) * (second[i] - mean);
      squares += (first[i] - mean) * (first[i] - mean);
      otherSquares += (second[i] - mean) * (second[i] - mean);
    }
    return squares == 0 || otherSquares == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(product / Math.sqrt(squares * otherSquares));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
