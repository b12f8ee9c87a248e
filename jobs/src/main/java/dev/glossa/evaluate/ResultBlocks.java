package dev.glossa.evaluate;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.BarChart;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** The metrics of evaluations below each other, for a page. */
public final class ResultBlocks {
  private ResultBlocks() {}

  /**
   * A table of all metrics, and bars for the parts of each task.
   *
   * @param evaluations by name
   */
  public static List<Block> of(SortedMap<String, EvaluateResult> evaluations) {
    List<List<String>> rows = new ArrayList<>();
    List<Block> groups = new ArrayList<>();
    evaluations.forEach(
        (name, result) -> {
          result
              .results()
              .forEach(
                  (task, metrics) ->
                      metrics.forEach((metric, value) -> rows.add(row(name, task, metric, value))));
          result.groups().forEach((task, parts) -> groups.addAll(bars(name, task, parts)));
        });
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Table(
            "Results",
            List.of(
                text("Evaluation"),
                text("Task"),
                text("Metric"),
                number("Value"),
                number("Standard error"),
                number("95 % interval"),
                number("Items")),
            rows));
    blocks.addAll(groups);
    return blocks;
  }

  private static List<String> row(String name, String task, String metric, Metric value) {
    return List.of(
        name,
        task,
        metric,
        Figures.number(value.value()),
        Figures.number(value.stderr()),
        Figures.interval(value.interval()),
        Figures.count(value.n()));
  }

  /** A chart for every metric that the parts have. */
  private static List<Block> bars(
      String name, String task, SortedMap<String, SortedMap<String, Metric>> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.values().forEach(metrics -> names.addAll(metrics.keySet()));
    List<Block> charts = new ArrayList<>();
    for (String metric : names) {
      List<String> labels =
          parts.keySet().stream().filter(part -> parts.get(part).containsKey(metric)).toList();
      List<Metric> values = labels.stream().map(part -> parts.get(part).get(metric)).toList();
      boolean intervals = values.stream().map(Metric::interval).anyMatch(Objects::nonNull);
      charts.add(
          new BarChart(
              name + ": " + task + " by subject",
              "Subject",
              metric,
              labels,
              List.of(
                  new BarChart.Series(
                      metric,
                      values.stream().map(Metric::value).toList(),
                      intervals ? values.stream().map(Metric::interval).toList() : List.of())),
              BarChart.Form.ROWS));
    }
    return charts;
  }
}
