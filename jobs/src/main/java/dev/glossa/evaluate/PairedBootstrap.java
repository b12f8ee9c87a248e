package dev.glossa.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The paired bootstrap (Efron 1979; for two systems on the same test items Koehn 2004): items are
 * drawn with replacement, for both models the same, and the difference of their measures is taken
 * anew each time.
 *
 * @param interval the 95 % percentile interval of the difference, second less first
 * @param pValue two-sided: twice the smaller share of draws on one side of 0, or at it; one draw is
 *     added to each share, so that it is never 0
 */
record PairedBootstrap(List<Double> interval, double pValue) {

  /**
   * What a model has on each item: the measure is a function of Σ value / Σ weight.
   *
   * @param values what is summed
   * @param weights what it is divided by: 1 for a mean
   */
  record Sums(double[] values, double[] weights) {}

  /**
   * @param first one value an item
   * @param second the same items
   * @param measure of the ratio of sums
   */
  static PairedBootstrap of(
      Sums first, Sums second, DoubleUnaryOperator measure, int resamples, long seed) {
    int n = first.values().length;
    SplittableRandom random = new SplittableRandom(seed);
    double[] differences = new double[resamples];
    int below = 0;
    int above = 0;
    for (int r = 0; r < resamples; r++) {
      double firstValue = 0;
      double firstWeight = 0;
      double secondValue = 0;
      double secondWeight = 0;
      for (int i = 0; i < n; i++) {
        int drawn = random.nextInt(n);
        firstValue += first.values()[drawn];
        firstWeight += first.weights()[drawn];
        secondValue += second.values()[drawn];
        secondWeight += second.weights()[drawn];
      }
      differences[r] =
          measure.applyAsDouble(secondValue / secondWeight)
              - measure.applyAsDouble(firstValue / firstWeight);
      below += differences[r] <= 0 ? 1 : 0;
      above += differences[r] >= 0 ? 1 : 0;
    }
    Arrays.sort(differences);
    return new PairedBootstrap(
        List.of(quantile(differences, 0.025), quantile(differences, 0.975)),
        Math.min(1, 2 * (Math.min(below, above) + 1.0) / (resamples + 1.0)));
  }

  /** Linear between the two nearest draws. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
