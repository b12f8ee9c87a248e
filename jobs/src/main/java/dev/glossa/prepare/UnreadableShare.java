package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.glossa.ingest.BadInput;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of the input cannot be read.
 *
 * @param records all records
 * @param unreadable those that cannot be read
 */
record UnreadableShare(long records, long unreadable) {

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
    if (share.unreadable() > 0) {
      new BadInput(share.records(), share.unreadable(), badFiles(rows)).require(most);
    }
    return share;
  }

  /** Whether there is nothing to work with. */
  boolean isAll() {
    return records == unreadable;
  }

  private static List<BadInput.BadFile> badFiles(Dataset<Row> rows) {
    return rows
        .where("error IS NOT NULL")
        .groupBy(col("origin.file"))
        .agg(count(lit(1)).as("records"), min("error"))
        .orderBy(col("records").desc(), col("file"))
        .limit(BadInput.NAMED_FILES + 1)
        .collectAsList()
        .stream()
        .map(row -> new BadInput.BadFile(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }
}
