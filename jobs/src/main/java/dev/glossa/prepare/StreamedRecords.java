package dev.glossa.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.ingest.Source;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The hidden Delta table {@code .records} of a stream: every record that was read, without its
 * text, with what later documents are held against: id, content hash, URL and band hashes. A row of
 * another kind, in the column {@code source}, stands for each file that was read. A micro-batch
 * comes into the table in one transaction, after all other tables; so a micro-batch that is in it
 * is done.
 */
final class StreamedRecords {

  /** Columns of {@link Outcome#records}. */
  private static final String[] COLUMNS = {
    "id",
    "url",
    "origin",
    "language",
    "language_score",
    "length",
    "bytes",
    "content_hash",
    "bands",
    "accepted",
    "error",
    "kind",
    "redactions",
    "first_of_id"
  };

  private static final StructType SOURCES =
      new StructType()
          .add(
              "source",
              new StructType()
                  .add("path", DataTypes.StringType)
                  .add("version", DataTypes.StringType))
          .add("batch", DataTypes.LongType);

  private final SparkSession spark;
  private final String path;
  private final String documents;
  private final DeduplicationSettings settings;

  /**
   * @param path of the table
   * @param documents path of the table that has the texts
   */
  StreamedRecords(
      SparkSession spark, String path, String documents, DeduplicationSettings settings) {
    this.spark = spark;
    this.path = path;
    this.documents = documents;
    this.settings = settings;
  }

  /** Whether no micro-batch is done. */
  boolean isEmpty() {
    return !DeltaTable.isDeltaTable(spark, path);
  }

  /** Whether the micro-batch is done. */
  boolean has(long batch) {
    return !isEmpty() && !read().where(col("batch").equalTo(batch)).isEmpty();
  }

  /** The versions of the files that were read, by path. */
  Map<String, String> sources() {
    Map<String, String> versions = new TreeMap<>();
    if (!isEmpty()) {
      read()
          .where("source IS NOT NULL")
          .select("source.path", "source.version")
          .collectAsList()
          .forEach(row -> versions.put(row.getString(0), row.getString(1)));
    }
    return versions;
  }

  /** All records; their measures stand in the table {@code documents} alone. */
  Dataset<Row> records() {
    return read()
        .where("source IS NULL")
        .withColumn("measures", lit(null).cast("map<string,double>"));
  }

  /**
   * Which documents of a micro-batch repeat others, of earlier micro-batches or their own; the
   * first seen stays.
   *
   * @param analyzed readable rows of {@link Decisions#of}
   * @param measurement made their bands
   * @param keep computes rows once
   * @return as {@link Duplicates#find}
   */
  Dataset<Row> duplicates(
      Dataset<Row> analyzed, Measurement measurement, UnaryOperator<Dataset<Row>> keep) {
    Duplicates duplicates = new Duplicates(settings, measurement, keep);
    if (isEmpty()) {
      return duplicates.find(analyzed);
    }
    Dataset<Row> earlier = keep.apply(withText(like(analyzed)));
    Dataset<Row> stays = earlier.select(col("id").as("found"), col("survivor").as("stays"));
    return duplicates
        .find(analyzed, earlier)
        .join(stays, col("duplicate_of").equalTo(col("found")), "left")
        .withColumn("duplicate_of", coalesce(col("stays"), col("duplicate_of")))
        .drop("found", "stays");
  }

  /**
   * Earlier documents with an id, content, URL or band of one of these, and when they were seen.
   */
  private Dataset<Row> like(Dataset<Row> analyzed) {
    Dataset<Row> keys = analyzed.select(explode(keys()).as("key")).distinct();
    Dataset<Row> known = read().where("first_of_id");
    Dataset<Row> ids =
        known
            .select(col("id"), explode(keys()).as("key"))
            .join(keys, "key", "left_semi")
            .select("id")
            .distinct();
    return known.withColumnRenamed("batch", Duplicates.SEEN).join(ids, "id", "left_semi");
  }

  /** The text is read only where near duplicates are verified by it. */
  private Dataset<Row> withText(Dataset<Row> earlier) {
    return settings.minJaccard() == null
        ? earlier.withColumn("text", lit(null).cast(DataTypes.StringType))
        : earlier.join(
            spark.read().format("delta").load(documents).select("id", "text"), "id", "left");
  }

  /** Hashes of all that a document is known by; those of unwanted documents only by their id. */
  private static Column keys() {
    Column language = col("language");
    Column all =
        array(
            xxhash64(lit("id"), col("id")),
            when(col("accepted"), xxhash64(lit("content"), language, col("content_hash"))),
            when(
                col("accepted").and(col("url").isNotNull()),
                xxhash64(lit("url"), language, col("url"))));
    Column bands =
        when(col("accepted"), transform(col("bands"), b -> xxhash64(lit("band"), language, b)));
    Column none = array().cast(DataTypes.createArrayType(DataTypes.LongType));
    return filter(array_union(all, coalesce(bands, none)), key -> key.isNotNull());
  }

  /** Adds the records and files of a micro-batch, which is done with that. */
  void append(Outcome outcome, List<Source> sources, long batch) {
    DataType source = SOURCES.apply("source").dataType();
    Dataset<Row> records =
        outcome
            .records()
            .withColumn("survivor", coalesce(col("duplicate_of"), col("id")))
            .select("survivor", COLUMNS)
            .withColumn("batch", lit(batch))
            .withColumn("source", lit(null).cast(source));
    List<Row> read =
        sources.stream()
            .map(file -> RowFactory.create(RowFactory.create(file.path(), file.version()), batch))
            .toList();
    AppendedTable.append(
        records.unionByName(spark.createDataFrame(read, SOURCES), true), path, batch);
  }

  /**
   * Takes documents out. What repeated them stays rejected, but later documents are not held
   * against it, so that the next one like it stays.
   *
   * @param keep computes rows once
   */
  void remove(RemovedDocuments removed, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> gone = keep.apply(removed.among(read()).select(col("id").as("gone")).distinct());
    DeltaTable.forPath(spark, path)
        .as("record")
        .merge(gone, "record.survivor = gone AND record.accepted")
        .whenMatched()
        .updateExpr(Map.of("accepted", "false"))
        .execute();
    removed.deleteFrom(path);
  }

  private Dataset<Row> read() {
    return spark.read().format("delta").load(path);
  }
}
