package dev.glossa.prepare;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.glossa.quality.RuleSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What comes into tables, counted by Spark while it writes them, for listeners of the session: a
 * {@code QueryExecutionListener} finds the counts by their names among the {@code observedMetrics}
 * of the query that writes; in a stream, of each micro-batch.
 *
 * <p>Rows are counted where the last stage of a query has them, so that a task that Spark repeats
 * counts once. The functions are Spark's own: those of others cannot be observed in Spark 3.5.
 */
final class ObservedCounts {

  /** Column documents. */
  static final String CORPUS = "glossa.prepare.corpus";

  /** Columns records, one for each kind, and one for each rule: the records that met it. */
  static final String REJECTS = "glossa.prepare.rejects";

  private final SortedSet<String> rules =
      new TreeSet<>(
          List.of(
              Duplicates.SAME_ID,
              Duplicates.EXACT,
              Duplicates.URL,
              Duplicates.NEAR,
              Decisions.LANGUAGE_SCORE,
              Measurement.PERPLEXITY,
              RepeatedPassages.RULE));

  /**
   * @param benchmarks names of the benchmarks that documents are held against
   */
  ObservedCounts(List<String> benchmarks) {
    RuleSet.of("en").rules().forEach(rule -> rules.add(rule.name()));
    rules.addAll(ScreeningRules.names(benchmarks));
  }

  /**
   * @param corpus rows of {@link Outcome#corpus}
   */
  Dataset<Row> ofCorpus(Dataset<Row> corpus) {
    return corpus.observe(CORPUS, count(lit(1)).as("documents"));
  }

  /**
   * @param rejects rows of {@link Outcome#rejects}
   */
  Dataset<Row> ofRejects(Dataset<Row> rejects) {
    Stream<Column> ofKinds =
        Outcome.KINDS.stream().map(kind -> countIf(col("kind").equalTo(kind)).as(kind));
    Stream<Column> ofRules =
        rules.stream().map(rule -> countIf(array_contains(col("reasons.rule"), rule)).as(rule));
    return rejects.observe(
        REJECTS,
        count(lit(1)).as("records"),
        Stream.concat(ofKinds, ofRules).toArray(Column[]::new));
  }

  private static Column countIf(Column condition) {
    return count(when(condition, 1));
  }
}
