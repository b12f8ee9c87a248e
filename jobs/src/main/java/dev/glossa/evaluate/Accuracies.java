package dev.glossa.evaluate;

import dev.glossa.benchmark.Tally;
import java.util.Collection;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Right answers of a task by subject, and the metrics that come of them. */
final class Accuracies {
  private final SortedMap<String, Tally> subjects = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();

  /**
   * @param items rows of {@link ItemTable}
   */
  Accuracies(Iterator<Row> items) {
    items.forEachRemaining(
        row -> {
          boolean right = row.getAs("correct");
          Double counts = row.getAs("points_of");
          Tally tally = new Tally(right ? 1 : 0, counts == null ? 1 : counts.longValue());
          subjects.merge(row.getAs("subject"), tally, Tally::plus);
        });
    subjects.forEach(
        (subject, tally) -> group(subject, Metric.share(tally.right(), tally.items())));
  }

  /** What was asked, by subject. */
  SortedMap<String, Tally> subjects() {
    return subjects;
  }

  /** Some of what was asked. */
  Collection<Tally> of(Predicate<String> member) {
    return subjects.entrySet().stream()
        .filter(subject -> member.test(subject.getKey()))
        .map(subject -> subject.getValue())
        .collect(Collectors.toList());
  }

  /** Accuracy over all items of some subjects; nothing if none of them was asked. */
  void pooled(String group, Predicate<String> member) {
    of(member).stream()
        .reduce(Tally::plus)
        .ifPresent(tally -> group(group, Metric.share(tally.right(), tally.items())));
  }

  /** Mean of the accuracies of some subjects; nothing if none of them was asked. */
  void averaged(String group, Predicate<String> member) {
    Collection<Tally> members = of(member);
    if (!members.isEmpty()) {
      group(group, Metric.mean(Tally.macroAverage(members), members, members.size()));
    }
  }

  /** Says the accuracy of a group. */
  void group(String group, Metric accuracy) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("acc", accuracy);
    groups.put(group, metrics);
  }

  /**
   * All that was said.
   *
   * @param overall the accuracy of the task
   */
  Task.Results results(Metric overall) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("acc", overall);
    return new Task.Results(metrics, groups);
  }

  /** The accuracy over all items. */
  Metric pooled() {
    return Metric.share(
        subjects.values().stream().mapToLong(Tally::right).sum(),
        subjects.values().stream().mapToLong(Tally::items).sum());
  }
}
