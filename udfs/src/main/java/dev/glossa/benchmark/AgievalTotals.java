package dev.glossa.benchmark;

import java.util.Map;

/** AGIEval's overall score. */
public final class AgievalTotals {
  private AgievalTotals() {}

  /**
   * The unweighted mean of all 21 accuracies.
   *
   * @param accuracies 0…1; a dataset that is not in it counts as 0
   */
  public static double average(Map<AgievalDataset, Double> accuracies) {
    double sum = 0;
    for (AgievalDataset dataset : AgievalDataset.values()) {
      sum += accuracies.getOrDefault(dataset, 0.0);
    }
    return sum / AgievalDataset.values().length;
  }

  /** An accuracy as the official table prints it, as 37.15%. */
  public static String printed(double accuracy) {
    return PythonText.fixed(accuracy * 100, 2) + "%";
  }
}
