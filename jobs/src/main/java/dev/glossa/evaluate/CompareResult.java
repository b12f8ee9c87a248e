package dev.glossa.evaluate;

import java.util.List;
import java.util.SortedMap;

/**
 * What compare.json says.
 *
 * @param schema 1
 * @param first the first evaluation
 * @param second the second evaluation; differences are its values less the first one's
 * @param tasks by name
 * @param resamples how often items were drawn for intervals and for tests of means
 * @param seed of the draws
 */
public record CompareResult(
    int schema,
    Run first,
    Run second,
    SortedMap<String, TaskComparison> tasks,
    int resamples,
    long seed) {

  /** The file's name in the output folder. */
  public static final String FILE = "compare.json";

  /**
   * @param folder the evaluation's output
   * @param model the model that was measured
   * @param settings of the evaluation, by configuration key
   */
  public record Run(String folder, String model, SortedMap<String, String> settings) {}

  /**
   * @param reported the task's metrics as both evaluations reported them, which may weigh items or
   *     subjects in a way of their own
   * @param metrics over all items, each counting alike
   * @param groups the same by subject
   * @param gained items that only the second has right
   * @param lost items that only the first has right
   */
  public record TaskComparison(
      SortedMap<String, Reported> reported,
      SortedMap<String, Comparison> metrics,
      SortedMap<String, SortedMap<String, Comparison>> groups,
      long gained,
      long lost) {}

  /** A metric as it stands in both results.json. */
  public record Reported(Double first, Double second) {}

  /**
   * @param first the first evaluation's value
   * @param second the second evaluation's value
   * @param difference second less first
   * @param interval 95 % interval of the difference, by the paired bootstrap
   * @param pValue two-sided, of the hypothesis that nothing differs
   * @param test what the p-value is from: {@code mcnemar} (exact) or {@code bootstrap}
   * @param n items
   */
  public record Comparison(
      double first,
      double second,
      double difference,
      List<Double> interval,
      double pValue,
      String test,
      long n) {}
}
