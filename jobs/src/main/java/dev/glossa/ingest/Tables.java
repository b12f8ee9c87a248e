package dev.glossa.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.immutable.Map$;

/** Parquet files and Delta tables as documents; the columns are the fields of JSONL. */
final class Tables {

  /** Columns of our own tables that are read otherwise. */
  private static final Set<String> OWN = Set.of("metadata", "origin");

  private static final DataType STRINGS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
  private static final Column NULL = lit(null).cast(DataTypes.StringType);
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private Tables() {}

  static List<Dataset<Row>> read(
      SparkSession spark, InputPlan plan, Configuration hadoop, DocumentFields fields) {
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!plan.parquet().isEmpty()) {
      parts.addAll(readParquet(spark, plan.parquet(), hadoop, fields));
    }
    for (String table : plan.tables()) {
      parts.add(delta(spark.read().format("delta").load(table), table, fields));
    }
    return parts;
  }

  private static List<Dataset<Row>> readParquet(
      SparkSession spark, List<String> files, Configuration hadoop, DocumentFields fields) {
    List<String> broken = broken(spark, files, hadoop);
    List<Dataset<Row>> parts = new ArrayList<>();
    String[] whole = files.stream().filter(file -> !broken.contains(file)).toArray(String[]::new);
    if (whole.length > 0) {
      parts.add(
          documents(
              spark.read().option("mergeSchema", "true").parquet(whole),
              whole[0],
              fields,
              col("_metadata.row_index")));
    }
    if (!broken.isEmpty()) {
      List<Row> rows = broken.stream().map(Tables::unreadable).toList();
      parts.add(spark.createDataFrame(rows, Documents.SCHEMA));
    }
    return parts;
  }

  private static Row unreadable(String file) {
    return RowFactory.create(
        null,
        null,
        null,
        null,
        Map$.MODULE$.empty(),
        RowFactory.create(file, 0L),
        "the file cannot be read: it does not begin and end as a Parquet file does");
  }

  /** The files that do not begin and end as Parquet files do, which Spark would fail on. */
  private static List<String> broken(SparkSession spark, List<String> files, Configuration hadoop) {
    SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.min(files.size(), 64))
        .filter(file -> !isParquet(new Path(file), configuration.value()))
        .collect();
  }

  private static boolean isParquet(Path path, Configuration hadoop) {
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      long length = path.getFileSystem(hadoop).getFileStatus(path).getLen();
      if (length < 12 || !Arrays.equals(in.readNBytes(4), MAGIC)) {
        return false;
      }
      in.seek(length - 8);
      int footer = Integer.reverseBytes(in.readInt());
      return Arrays.equals(in.readNBytes(4), MAGIC) && footer > 0 && footer <= length - 12;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Delta hides the rows' positions in their files. What stands for them depends only on what the
   * file holds: the row's number in the order of hashes and columns; rows that are equal in all may
   * change places.
   */
  private static Dataset<Row> delta(Dataset<Row> table, String path, DocumentFields fields) {
    Dataset<Row> documents = documents(table, path, fields, lit(0L));
    Column hash =
        xxhash64(col("id"), col("url"), col("text"), col("language"), map_entries(col("metadata")));
    WindowSpec ofFile =
        Window.partitionBy("origin.file").orderBy(hash, col("id"), col("url"), col("text"));
    return documents
        .withColumn("number", row_number().over(ofFile).minus(1).cast("bigint"))
        .withColumn("origin", struct(col("origin.file").as("file"), col("number").as("offset")))
        .drop("number");
  }

  private static Dataset<Row> documents(
      Dataset<Row> table, String path, DocumentFields fields, Column offset) {
    StructType schema = table.schema();
    Column text = text(table, path, fields);
    Column blank = text.isNull().or(trim(text).equalTo(""));
    Column[] languages =
        fields.language().stream().map(name -> orNull(schema, name)).toArray(Column[]::new);
    return table.select(
        orNull(schema, fields.id()).as("id"),
        orNull(schema, fields.url()).as("url"),
        text.as("text"),
        (languages.length == 0 ? NULL : coalesce(languages)).as("language"),
        metadata(table, fields).as("metadata"),
        struct(col("_metadata.file_path").as("file"), offset.as("offset")).as("origin"),
        when(blank, lit("no text in the column '" + fields.text() + "'")).as("error"));
  }

  /**
   * The documents' texts.
   *
   * @throws GlossaException (usage) if the table has no column of this name
   */
  static Column text(Dataset<Row> table, String path, DocumentFields fields) {
    return column(table.schema(), fields.text())
        .orElseThrow(
            () ->
                GlossaException.usage(
                    "'%s' has no column '%s', only %s: name the column of the documents' text in"
                        + " ingest.fields.text.",
                    path, fields.text(), String.join(", ", table.columns())));
  }

  /** The column of this name, or the field that its parts lead to, as a string. */
  private static Optional<Column> column(StructType schema, String name) {
    List<String> parts =
        List.of(schema.fieldNames()).contains(name) ? List.of(name) : List.of(name.split("\\."));
    Column column = null;
    DataType type = schema;
    for (String part : parts) {
      if (!(type instanceof StructType struct) || !List.of(struct.fieldNames()).contains(part)) {
        return Optional.empty();
      }
      column = column == null ? quoted(part) : column.getField(part);
      type = struct.apply(part).dataType();
    }
    return Optional.of(column.cast(DataTypes.StringType));
  }

  private static Column orNull(StructType schema, String name) {
    return column(schema, name).orElse(NULL);
  }

  private static Column metadata(Dataset<Row> table, DocumentFields fields) {
    List<String> columns = List.of(table.columns());
    Column[] others =
        columns.stream()
            .filter(name -> !OWN.contains(name) && !fields.names().contains(name))
            .flatMap(name -> Stream.of(lit(name), quoted(name).cast(DataTypes.StringType)))
            .toArray(Column[]::new);
    Column own =
        columns.contains("metadata") && table.schema().apply("metadata").dataType().equals(STRINGS)
            ? coalesce(col("metadata"), map_from_arrays(strings(), strings()))
            : map_from_arrays(strings(), strings());
    if (others.length == 0) {
      return own;
    }
    return map_concat(own, map_filter(map(others), (key, value) -> value.isNotNull()));
  }

  private static Column strings() {
    return array().cast(DataTypes.createArrayType(DataTypes.StringType));
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
