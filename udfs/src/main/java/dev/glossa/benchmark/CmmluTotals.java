package dev.glossa.benchmark;

import java.util.List;
import java.util.Map;

/** CMMLU's averages, in which every subject counts alike, and one without results as 0. */
public final class CmmluTotals {
  private CmmluTotals() {}

  /**
   * The mean of the accuracies of a category, 0…1.
   *
   * @param subjects the results by the subjects' keys
   */
  public static double category(String category, Map<String, Tally> subjects) {
    return mean(
        CmmluSubject.ALL.stream().filter(s -> s.categories().contains(category)).toList(),
        subjects);
  }

  /** The mean of the accuracies of all subjects, 0…1. */
  public static double overall(Map<String, Tally> subjects) {
    return mean(CmmluSubject.ALL, subjects);
  }

  private static double mean(List<CmmluSubject> of, Map<String, Tally> subjects) {
    return of.stream()
        .mapToDouble(s -> subjects.containsKey(s.key()) ? subjects.get(s.key()).accuracy() : 0)
        .average()
        .orElseThrow();
  }
}
