package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.glossa.ingest.Source;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The hidden Delta table {@code .analysis}: every record of all files that were read, with all that
 * {@link Analysis} found out, so that no text is analysed twice. The rows of a set of files come
 * into it in one transaction, and with them a row for each of the files, whose column {@code
 * source} has its path and version; so a file is in it whole or not at all.
 */
final class AnalysisTable {

  private static final StructType SOURCES =
      new StructType()
          .add(
              "source",
              new StructType()
                  .add("path", DataTypes.StringType)
                  .add("version", DataTypes.StringType));

  private final SparkSession spark;
  private final String path;

  AnalysisTable(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /** The versions of the files that were read, by path. */
  Map<String, String> sources() {
    if (isEmpty()) {
      return Map.of();
    }
    Map<String, String> versions = new TreeMap<>();
    for (Row row :
        read()
            .where("source IS NOT NULL")
            .select("source.path", "source.version")
            .collectAsList()) {
      versions.put(row.getString(0), row.getString(1));
    }
    return versions;
  }

  /** All records, rows of {@link Analysis#SCHEMA}. */
  Dataset<Row> records() {
    if (isEmpty()) {
      return spark.createDataFrame(List.<Row>of(), Analysis.SCHEMA);
    }
    return read().where("source IS NULL").drop("source");
  }

  /** Adds the records of these files, in one transaction. */
  void append(Dataset<Row> records, List<Source> sources) {
    List<Row> read =
        sources.stream()
            .map(source -> RowFactory.create(RowFactory.create(source.path(), source.version())))
            .toList();
    records
        .withColumn("source", lit(null).cast(SOURCES.apply("source").dataType()))
        .unionByName(spark.createDataFrame(read, SOURCES), true)
        .write()
        .format("delta")
        .mode("append")
        .options(PreparedFolder.TEXT_TABLE)
        .save(path);
  }

  /**
   * Measures the records that are not measured yet.
   *
   * @param wanted which of them
   * @param keep computes rows once
   */
  void measure(Column wanted, Measurement measurement, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> unmeasured = records().where("error IS NULL AND measures IS NULL").where(wanted);
    if (unmeasured.select("id").isEmpty()) {
      return;
    }
    Dataset<Row> measured =
        keep.apply(unmeasured.map(measurement, Encoders.row(Measurement.LOCATED_SCHEMA)));
    Map<String, Column> columns =
        List.of(Measurement.SCHEMA.fieldNames()).stream()
            .collect(Collectors.toMap(Function.identity(), name -> col("measured." + name)));
    DeltaTable.forPath(spark, path)
        .as("record")
        .merge(
            measured.as("measured"),
            "record.origin.file = measured.file AND record.origin.offset = measured.offset"
                + " AND record.error IS NULL AND record.measures IS NULL")
        .whenMatched()
        .update(columns)
        .execute();
  }

  private boolean isEmpty() {
    return !DeltaTable.isDeltaTable(spark, path);
  }

  private Dataset<Row> read() {
    return spark.read().format("delta").load(path);
  }
}
