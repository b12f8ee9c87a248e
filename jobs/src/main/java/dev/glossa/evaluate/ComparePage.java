package dev.glossa.evaluate;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;
import static org.apache.spark.sql.functions.col;

import dev.glossa.evaluate.CompareResult.Comparison;
import dev.glossa.evaluate.CompareResult.TaskComparison;
import dev.glossa.evaluate.PairedItems.Pair;
import dev.glossa.page.BarChart;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Folded;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Samples;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** compare.html: two evaluations side by side, their differences tested, and what changed. */
final class ComparePage {
  static final String FILE = "compare.html";

  /** Of each task and direction. */
  private static final int MOST_ITEMS = 40;

  private ComparePage() {}

  /**
   * @param pairs by task
   * @param items the first run's {@link ItemTable}, which has the prompts
   */
  static String html(
      CompareResult result, SortedMap<String, List<Pair>> pairs, Dataset<Row> items) {
    Page page =
        new Page("Two evaluations", result.first().folder() + " and " + result.second().folder());
    result
        .tasks()
        .forEach(
            (task, comparison) ->
                comparison
                    .metrics()
                    .forEach(
                        (metric, value) ->
                            page.keyFigure(
                                signed(value.difference()),
                                task + " " + metric,
                                "p = " + Figures.number(value.pValue()))));
    List<Block> all = new ArrayList<>();
    all.add(explanation(result));
    all.add(settings(result));
    page.section("The runs", all);
    result
        .tasks()
        .forEach(
            (task, comparison) -> {
              List<Block> blocks = new ArrayList<>(blocks(result, comparison));
              blocks.addAll(changed(pairs.get(task), items));
              page.section(task, blocks);
            });
    return page.html();
  }

  private static Paragraph explanation(CompareResult result) {
    String sentences =
        "Differences are the second run's value less the first one's, over the same items, each"
            + " counting alike. Right and wrong answers are tested by McNemar's exact test, other"
            + " values by the paired bootstrap; intervals hold 95 in a hundred of the bootstrap's"
            + " %s draws (seed %d). A p-value is that of one test: of twenty subjects that do not"
            + " differ, one is below 0.05 by chance.";
    return new Paragraph(sentences.formatted(Figures.count(result.resamples()), result.seed()));
  }

  private static Table settings(CompareResult result) {
    SortedMap<String, String> first = result.first().settings();
    SortedMap<String, String> second = result.second().settings();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("folder", result.first().folder(), result.second().folder()));
    rows.add(List.of("model", result.first().model(), result.second().model()));
    first.forEach((key, value) -> rows.add(List.of(key, value, second.getOrDefault(key, ""))));
    return new Table("", List.of(text(""), text("First"), text("Second")), rows);
  }

  private static List<Block> blocks(CompareResult result, TaskComparison task) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(table("Over all items", "Metric", task.metrics()));
    List<List<String>> reported = new ArrayList<>();
    task.reported()
        .forEach(
            (metric, values) ->
                reported.add(
                    List.of(
                        metric, Figures.number(values.first()), Figures.number(values.second()))));
    blocks.add(
        new Table(
            "As reported by the runs, by the task's own rule",
            List.of(text("Metric"), number("First"), number("Second")),
            reported));
    for (String metric : task.metrics().keySet()) {
      // A subject of which no item has an answer has no such metric.
      SortedMap<String, Comparison> groups = new TreeMap<>();
      task.groups()
          .forEach(
              (group, metrics) ->
                  Optional.ofNullable(metrics.get(metric))
                      .ifPresent(value -> groups.put(group, value)));
      if (!groups.isEmpty()) {
        blocks.add(bars(result, metric, groups));
        blocks.add(
            new Folded(
                "By subject, tested", List.of(table(metric + " by subject", "Subject", groups))));
      }
    }
    return blocks;
  }

  private static Block bars(
      CompareResult result, String metric, SortedMap<String, Comparison> groups) {
    List<Comparison> values = List.copyOf(groups.values());
    return new BarChart(
        metric + " by subject",
        "Subject",
        metric,
        List.copyOf(groups.keySet()),
        List.of(
            new BarChart.Series(
                result.first().folder(), values.stream().map(Comparison::first).toList()),
            new BarChart.Series(
                result.second().folder(), values.stream().map(Comparison::second).toList())),
        BarChart.Form.ROWS);
  }

  private static Table table(
      String caption, String rowTitle, SortedMap<String, Comparison> values) {
    List<List<String>> rows = new ArrayList<>();
    values.forEach(
        (name, value) ->
            rows.add(
                List.of(
                    name,
                    Figures.number(value.first()),
                    Figures.number(value.second()),
                    signed(value.difference()),
                    Figures.interval(value.interval()),
                    Figures.number(value.pValue()),
                    value.test(),
                    Figures.count(value.n()))));
    return new Table(
        caption,
        List.of(
            text(rowTitle),
            number("First"),
            number("Second"),
            number("Difference"),
            number("95 % interval"),
            number("p"),
            text("Test"),
            number("Items")),
        rows);
  }

  private static List<Block> changed(List<Pair> pairs, Dataset<Row> items) {
    Map<String, Predicate<Pair>> directions = new LinkedHashMap<>();
    directions.put("Only the second run has them right", Pair::gained);
    directions.put("Only the first run has them right", Pair::lost);
    List<Block> blocks = new ArrayList<>();
    directions.forEach(
        (title, direction) -> {
          List<Pair> all = pairs.stream().filter(direction).toList();
          if (!all.isEmpty()) {
            List<Pair> some = all.subList(0, Math.min(MOST_ITEMS, all.size()));
            Map<EvaluatedItem.Key, String> prompts = prompts(some, items);
            blocks.add(
                new Folded(
                    "%s: %s items, %d of them here"
                        .formatted(title, Figures.count(all.size()), some.size()),
                    List.of(
                        new Samples(some.stream().map(pair -> sample(pair, prompts)).toList()))));
          }
        });
    return blocks;
  }

  private static Map<EvaluatedItem.Key, String> prompts(List<Pair> pairs, Dataset<Row> items) {
    Map<EvaluatedItem.Key, String> prompts = new LinkedHashMap<>();
    items
        .where(col("task").equalTo(pairs.get(0).first().key().task()))
        .where(col("id").isin(pairs.stream().map(pair -> pair.first().key().id()).toArray()))
        .select("task", "subject", "id", "prompt")
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              String prompt = row.getAs("prompt");
              prompts.put(EvaluatedItem.key(row), prompt == null ? "" : ItemBlocks.end(prompt));
            });
    return prompts;
  }

  private static Samples.Sample sample(Pair pair, Map<EvaluatedItem.Key, String> prompts) {
    return new Samples.Sample(
        pair.first().key().id(),
        List.of("gold: " + ItemBlocks.orDash(pair.first().gold())),
        prompts.getOrDefault(pair.first().key(), ""),
        "first: %s%nsecond: %s"
            .formatted(
                ItemBlocks.orDash(pair.first().prediction()),
                ItemBlocks.orDash(pair.second().prediction())));
  }

  private static String signed(double difference) {
    return (difference > 0 ? "+" : "") + Figures.number(difference).replace('-', '−');
  }
}
