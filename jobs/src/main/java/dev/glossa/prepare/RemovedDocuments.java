package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.trim;

import io.delta.tables.DeltaTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ids and URLs of documents that are to be in no table, whenever they are read: those of the hidden
 * Delta table {@code .removed}, and those that this run was given.
 */
final class RemovedDocuments {

  /** The table's name in the output folder. */
  static final String FOLDER = ".removed";

  private static final StructType SCHEMA = new StructType().add("key", DataTypes.StringType);

  private final SparkSession spark;
  private final String path;
  private final String given;

  /**
   * @param path of the table
   * @param given a file of ids and URLs, a line each, or null
   */
  RemovedDocuments(SparkSession spark, String path, String given) {
    this.spark = spark;
    this.path = path;
    this.given = given;
  }

  /** All ids and URLs, column key. */
  Dataset<Row> keys() {
    return given().union(kept()).distinct();
  }

  /** The rows whose columns id and url are not among the keys. */
  Dataset<Row> without(Dataset<Row> rows) {
    if (given == null && isEmpty()) {
      return rows;
    }
    Dataset<Row> keys = keys();
    return rows.join(keys, col("id").equalTo(col("key")), "left_anti")
        .join(keys, col("url").equalTo(col("key")), "left_anti");
  }

  /** The rows whose columns id or url are among the keys. */
  Dataset<Row> among(Dataset<Row> rows) {
    Dataset<Row> keys = keys();
    return rows.join(keys, col("id").equalTo(col("key")), "left_semi")
        .union(rows.join(keys, col("url").equalTo(col("key")), "left_semi"));
  }

  /** Takes the rows of a table whose columns id or url are among the keys out of it. */
  void deleteFrom(String table) {
    for (String column : List.of("id", "url")) {
      DeltaTable.forPath(spark, table)
          .as("row")
          .merge(keys().as("removed"), "row." + column + " = removed.key")
          .whenMatched()
          .delete()
          .execute();
    }
  }

  /** Makes the given ids and URLs hold for later runs too. */
  void keep() {
    if (given != null) {
      given().distinct().except(kept()).write().format("delta").mode("append").save(path);
    }
  }

  private Dataset<Row> given() {
    if (given == null) {
      return none();
    }
    return spark.read().text(given).select(trim(col("value")).as("key")).where("key <> ''");
  }

  private Dataset<Row> kept() {
    return isEmpty() ? none() : spark.read().format("delta").load(path);
  }

  private Dataset<Row> none() {
    return spark.createDataFrame(List.<Row>of(), SCHEMA);
  }

  /** Whether no earlier run kept any. */
  boolean isEmpty() {
    return !DeltaTable.isDeltaTable(spark, path);
  }
}
