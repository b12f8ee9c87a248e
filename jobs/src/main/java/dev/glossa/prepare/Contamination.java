package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import dev.glossa.job.JobContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the documents that have passages of each benchmark, whatever became of them. */
final class Contamination {

  private Contamination() {}

  /**
   * A count {@code contamination.NAME} for every benchmark, 0 too.
   *
   * @param documents with the column measures
   */
  static void count(Dataset<Row> documents, List<String> benchmarks, JobContext context) {
    if (benchmarks.isEmpty()) {
      return;
    }
    Map<String, Long> counts = new TreeMap<>();
    benchmarks.forEach(name -> counts.put(ScreeningRules.CONTAMINATION + name, 0L));
    for (Row row :
        documents
            .select(explode(col("measures")).as(new String[] {"rule", "value"}))
            .where(col("rule").startsWith(ScreeningRules.CONTAMINATION))
            .groupBy("rule")
            .count()
            .collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    counts.forEach(context::count);
  }
}
