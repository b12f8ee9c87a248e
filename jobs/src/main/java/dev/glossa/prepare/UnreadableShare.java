package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of the input cannot be read.
 *
 * @param records all records
 * @param unreadable those that cannot be read
 */
record UnreadableShare(long records, long unreadable) {

  /** Files that a message about bad input names. */
  private static final int NAMED_FILES = 5;

  /**
   * Counts the records for the manifest.
   *
   * @param rows with origin and error
   * @param most the greatest share that is allowed
   * @throws GlossaException (bad input) if it is more, with the files that are worst
   */
  static UnreadableShare check(Dataset<Row> rows, double most, JobContext context) {
    Row counts = rows.agg(count(lit(1)), count(col("error"))).head();
    UnreadableShare share = new UnreadableShare(counts.getLong(0), counts.getLong(1));
    context.count("records", share.records());
    context.count("unreadable", share.unreadable());
    if (share.share() > most) {
      throw GlossaException.badInput(
          "%d of %d records cannot be read (%s), more than ingest.max-bad-share = %s allows: %s.",
          share.unreadable(),
          share.records(),
          String.format(Locale.ROOT, "%.2f %%", 100 * share.share()),
          most,
          badFiles(rows));
    }
    return share;
  }

  /** Whether there is nothing to work with. */
  boolean isAll() {
    return records == unreadable;
  }

  private double share() {
    return records == 0 ? 0 : (double) unreadable / records;
  }

  private static String badFiles(Dataset<Row> rows) {
    List<Row> files =
        rows.where("error IS NOT NULL")
            .groupBy(col("origin.file"))
            .agg(count(lit(1)).as("records"), min("error"))
            .orderBy(col("records").desc(), col("file"))
            .limit(NAMED_FILES + 1)
            .collectAsList();
    String named =
        files.stream()
            .limit(NAMED_FILES)
            .map(
                row ->
                    "'%s' (%d: %s)".formatted(row.getString(0), row.getLong(1), row.getString(2)))
            .collect(Collectors.joining(", "));
    return files.size() > NAMED_FILES ? named + " and others" : named;
  }
}
