package dev.glossa.interop;

import dev.glossa.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Row;

/** The rows of Delta tables, to compare those that were made in different places. */
final class TableRows {
  private TableRows() {}

  /** All but where a document came from, in an order of their own. */
  static List<String> withoutOrigin(String table) {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(table)
        .drop("origin")
        .toJavaRDD()
        .map(Row::json)
        .collect()
        .stream()
        .sorted()
        .toList();
  }
}
