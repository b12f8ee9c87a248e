package dev.glossa.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Folded;
import dev.glossa.page.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Items of a task with what was asked and what came back, a bounded number of each subject. */
final class ItemBlocks {
  /** Of all subjects of a task together, so that a page stays small. */
  private static final int MOST_ITEMS = 240;

  private static final int MOST_CHARACTERS = 1500;

  private ItemBlocks() {}

  /**
   * @param items rows of {@link ItemTable}
   * @return behind the name of each subject some of its items; none if nothing was asked
   */
  static List<Block> of(String task, Dataset<Row> items) {
    Dataset<Row> asked =
        items
            .where(col("task").equalTo(lit(task)))
            .where(col("gold").isNotNull())
            .withColumn("shown_as", coalesce(col("subject"), lit(task)));
    long subjects = asked.select("shown_as").distinct().count();
    if (subjects == 0) {
      return List.of();
    }
    Column place =
        row_number()
            .over(
                Window.partitionBy(col("shown_as"), col("correct"), col("error").isNull())
                    .orderBy(xxhash64(col("id")), col("id")));
    long each = Math.max(1, MOST_ITEMS / 2 / subjects);
    Map<String, List<Samples.Sample>> samples = new LinkedHashMap<>();
    asked
        .withColumn("place", place)
        .where(col("place").leq(lit(each)))
        .orderBy("shown_as", "correct", "place", "id")
        .toLocalIterator()
        .forEachRemaining(
            row ->
                samples
                    .computeIfAbsent(row.getAs("shown_as"), subject -> new ArrayList<>())
                    .add(sample(row)));
    List<Block> blocks = new ArrayList<>();
    samples.forEach((subject, some) -> blocks.add(new Folded(subject, List.of(new Samples(some)))));
    return blocks;
  }

  private static Samples.Sample sample(Row row) {
    String error = row.getAs("error");
    boolean correct = row.getAs("correct");
    List<String> notes = new ArrayList<>();
    notes.add(error != null ? "not asked" : correct ? "right" : "wrong");
    notes.add("answer: " + orDash(row.getAs("prediction")));
    notes.add("gold: " + orDash(row.getAs("gold")));
    String prompt = row.getAs("prompt");
    return new Samples.Sample(
        row.getAs("id"), notes, prompt == null ? "" : end(prompt), said(row, error));
  }

  /** What came back: a text, or how likely the options are. */
  private static String said(Row row, String error) {
    if (error != null) {
      return error;
    }
    String output = row.getAs("output");
    if (output != null) {
      return beginning(output);
    }
    int column = row.fieldIndex("option_log_likelihoods");
    List<Double> options = row.isNullAt(column) ? List.of() : row.getList(column);
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < options.size(); i++) {
      String name =
          i < ChoiceQuestion.LETTERS.size() ? ChoiceQuestion.LETTERS.get(i) : "" + (i + 1);
      said.append("log p(%s) = %s%n".formatted(name, Figures.number(options.get(i))));
    }
    return said.toString().strip();
  }

  /** A short text, or a dash for none. */
  static String orDash(String text) {
    return text == null ? "–" : beginning(text);
  }

  private static String beginning(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
  }

  /** The question stands at the end, behind the examples. */
  static String end(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : "… " + text.substring(text.length() - MOST_CHARACTERS);
  }
}
