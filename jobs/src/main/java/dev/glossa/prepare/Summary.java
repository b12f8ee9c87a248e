package dev.glossa.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.glossa.prepare.PrepareResult.LanguageCount;
import dev.glossa.prepare.PrepareResult.ReasonCount;
import dev.glossa.prepare.PrepareResult.RedactionCount;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts what became of the records. */
final class Summary {

  private Summary() {}

  /**
   * @param records columns language, kind, bytes, measures and redactions of {@link
   *     Outcome#records}
   * @param rejects rows of the table {@code rejects}
   */
  static PrepareResult of(Dataset<Row> records, Dataset<Row> rejects) {
    Column bytes = col("bytes");
    Column kept = col("kind").isNull();
    List<Row> rows =
        records
            .groupBy("language")
            .agg(
                count(lit(1)),
                sum(coalesce(bytes, lit(0L))),
                countKind("unreadable"),
                countKind("language"),
                countKind("duplicate"),
                countKind("rule", "blocked", "contaminated"),
                count(when(kept, 1)),
                sum(when(kept, bytes).otherwise(0L)),
                countRepeated(RepeatedPassages.LINES),
                countRepeated(RepeatedPassages.PARAGRAPHS))
            .orderBy("language")
            .collectAsList();
    List<LanguageCount> languages =
        rows.stream()
            .filter(row -> !row.isNullAt(0))
            .map(
                row ->
                    new LanguageCount(
                        row.getString(0),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)))
            .toList();
    return new PrepareResult(
        rows.stream().mapToLong(row -> row.getLong(1)).sum(),
        rows.stream().mapToLong(row -> row.getLong(3)).sum(),
        languages,
        reasons(rejects),
        redactions(records));
  }

  private static Column countKind(String... kinds) {
    return count(when(col("kind").isin((Object[]) kinds), 1));
  }

  /** Passages taken out of the documents that are kept. */
  private static Column countRepeated(String measure) {
    Column passages = coalesce(col("measures").getItem(measure), lit(0.0));
    return sum(when(col("kind").isNull(), passages).otherwise(0.0)).cast("bigint");
  }

  private static List<ReasonCount> reasons(Dataset<Row> rejects) {
    return rejects
        .where("language IS NOT NULL")
        .select(col("language"), col("kind"), explode(col("reasons.rule")).as("rule"))
        .groupBy("language", "kind", "rule")
        .count()
        .orderBy("language", "kind", "rule")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ReasonCount(
                    row.getString(0), row.getString(1), row.getString(2), row.getLong(3)))
        .toList();
  }

  private static List<RedactionCount> redactions(Dataset<Row> records) {
    return records
        .where("kind IS NULL")
        .select(explode(col("redactions")).as(new String[] {"what", "times"}))
        .groupBy("what")
        .agg(sum("times"))
        .orderBy("what")
        .collectAsList()
        .stream()
        .map(row -> new RedactionCount(row.getString(0), row.getLong(1)))
        .toList();
  }
}
