package dev.glossa.evaluate;

import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** evaluate.html: the metrics, bars for the parts of each task, and items to look at. */
final class EvaluatePage {
  static final String FILE = "evaluate.html";

  private EvaluatePage() {}

  /**
   * @param items rows of {@link ItemTable}
   */
  static String html(EvaluateResult result, Dataset<Row> items) {
    Page page = new Page("Evaluation", result.model());
    result
        .results()
        .forEach(
            (task, metrics) ->
                metrics.forEach(
                    (metric, value) ->
                        page.keyFigure(
                            Figures.number(value.value()),
                            task + " " + metric,
                            "%s items".formatted(Figures.count(value.n())))));
    SortedMap<String, EvaluateResult> evaluations = new TreeMap<>();
    evaluations.put(result.model(), result);
    page.section("Results", ResultBlocks.of(evaluations));
    for (String task : result.results().keySet()) {
      List<Block> shown = ItemBlocks.of(task, items);
      if (!shown.isEmpty()) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
            new Paragraph(
                "Some items of each subject, chosen by their names: wrong ones, right ones, and"
                    + " those that could not be asked. The table 'items' has them all."));
        blocks.addAll(shown);
        page.section("Items of " + task, blocks);
      }
    }
    return page.html();
  }
}
