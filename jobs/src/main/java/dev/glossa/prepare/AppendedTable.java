package dev.glossa.prepare;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes of micro-batches into Delta tables, each once, however often it is tried. */
final class AppendedTable {

  /**
   * Delta keeps the number of its last micro-batch in the table, and passes over that and lower
   * ones.
   */
  private static final String WRITER = "glossa prepare";

  private AppendedTable() {}

  /**
   * Appends the rows, unless the table has them.
   *
   * @param batch the micro-batch's number, which grows
   */
  static void append(Dataset<Row> rows, String path, long batch) {
    rows.write()
        .format("delta")
        .mode("append")
        .options(PreparedFolder.TEXT_TABLE)
        .option("txnAppId", WRITER)
        .option("txnVersion", batch)
        // Micro-batches make small files; Delta puts them together as they become many.
        .option("delta.autoOptimize.autoCompact", "true")
        .save(path);
  }
}
