package dev.glossa.report;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.evaluate.Metric;
import dev.glossa.page.BarChart;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The metrics of evaluations below each other. */
final class EvaluationReport {
  private EvaluationReport() {}

  /**
   * @param evaluations by name
   */
  static List<Block> blocks(SortedMap<String, EvaluateResult> evaluations) {
    List<List<String>> rows = new ArrayList<>();
    List<Block> groups = new ArrayList<>();
    evaluations.forEach(
        (name, result) -> {
          result
              .results()
              .forEach(
                  (task, metrics) ->
                      metrics.forEach((metric, value) -> rows.add(row(name, task, metric, value))));
          result.groups().forEach((task, parts) -> groups.add(groups(name, task, parts)));
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
        value.interval() == null
            ? ""
            : Figures.number(value.interval().get(0))
                + " … "
                + Figures.number(value.interval().get(1)),
        Figures.count(value.n()));
  }

  private static Block groups(
      String name, String task, SortedMap<String, SortedMap<String, Metric>> parts) {
    return new BarChart(
        name + ": " + task + " by subject",
        "Subject",
        "acc",
        List.copyOf(parts.keySet()),
        List.of(
            new BarChart.Series(
                "acc",
                parts.values().stream()
                    .map(metrics -> metrics.containsKey("acc") ? metrics.get("acc").value() : null)
                    .toList())),
        BarChart.Form.ROWS);
  }
}
