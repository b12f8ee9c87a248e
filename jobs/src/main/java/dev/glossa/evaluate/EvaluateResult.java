package dev.glossa.evaluate;

import java.util.SortedMap;

/**
 * What results.json says.
 *
 * @param schema 1
 * @param model the model's path
 * @param tokenizer the tokenizer's kind and number of pieces
 * @param results by task and metric, the metrics named as lm-evaluation-harness does
 * @param groups by task, group (an MMLU subject) and metric
 * @param settings by configuration key; what each of several tasks was asked by, by {@link #key}
 * @param versions of what computed the results
 */
public record EvaluateResult(
    int schema,
    String model,
    String tokenizer,
    SortedMap<String, SortedMap<String, Metric>> results,
    SortedMap<String, SortedMap<String, SortedMap<String, Metric>>> groups,
    SortedMap<String, String> settings,
    SortedMap<String, String> versions) {

  /** The file's name in the output folder. */
  public static final String FILE = "results.json";

  /** The name of the Delta table of all items in the output folder. */
  public static final String ITEMS = "items";

  /**
   * The key of a setting that may differ between tasks: {@code shots}, or {@code ceval.shots} where
   * there are several.
   */
  static String key(String task, String key, int tasks) {
    return tasks == 1 ? key : task + "." + key;
  }
}
