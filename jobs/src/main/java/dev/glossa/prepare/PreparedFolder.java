package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.glossa.job.JobContext;
import dev.glossa.report.PrepareReport;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables and files that others read. */
final class PreparedFolder {

  /** The table of all documents. */
  static final String DOCUMENTS = "documents";

  private static final String CORPUS = "corpus";
  private static final String REJECTS = "rejects";

  /**
   * How tables with texts are written. Delta's statistics are of the first columns only (id, url
   * and the next), since the least text of a file is worth nothing, and costs another copy of it;
   * the codec makes a text smaller and, unlike the default, takes no memory of its size.
   */
  static final Map<String, String> TEXT_TABLE =
      Map.of("delta.dataSkippingNumIndexedCols", "3", "compression", "zstd");

  /** Vacuum at once, and with a task for each core: it lists one folder, and plans 10,000 tasks. */
  private static final String RETENTION_CHECK =
      "spark.databricks.delta.retentionDurationCheck.enabled";

  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private final SparkSession spark;
  private final JobContext context;
  private final ObservedCounts observed;

  PreparedFolder(SparkSession spark, JobContext context, ObservedCounts observed) {
    this.spark = spark;
    this.context = context;
    this.observed = observed;
  }

  /** Replaces each as a whole. */
  void write(Outcome outcome, PrepareSettings.Export export) throws IOException {
    write(outcome.documents(), DOCUMENTS);
    write(observed.ofCorpus(outcome.corpus()), CORPUS);
    write(observed.ofRejects(outcome.rejects()), REJECTS);
    complete(export);
  }

  /** Adds what became of a micro-batch, once. */
  void append(Outcome outcome, long batch) {
    AppendedTable.append(outcome.documents(), path(DOCUMENTS), batch);
    AppendedTable.append(observed.ofCorpus(outcome.corpus()), path(CORPUS), batch);
    AppendedTable.append(observed.ofRejects(outcome.rejects()), path(REJECTS), batch);
  }

  /** Takes documents out of the tables with text. */
  void remove(RemovedDocuments removed) {
    for (String table : List.of(DOCUMENTS, CORPUS, REJECTS)) {
      removed.deleteFrom(path(table));
    }
  }

  /** Makes up, after micro-batches, for what needs all documents. */
  void finish(PrepareSettings.Export export) throws IOException {
    countClusters();
    complete(export);
  }

  /** The size of each cluster, of which documents of later micro-batches may be, too. */
  private void countClusters() {
    Dataset<Row> sizes =
        read(REJECTS)
            .where(col("kind").equalTo("duplicate"))
            .where(col("reasons").getItem(0).getField("rule").notEqual(Duplicates.SAME_ID))
            .groupBy(col("duplicate_of").as("survivor"))
            .agg(count(lit(1)).plus(1).as("size"));
    DeltaTable.forPath(spark, path(CORPUS))
        .as("document")
        .merge(sizes, "document.id = survivor")
        .whenMatched("document.cluster_size <> size")
        .updateExpr(Map.of("cluster_size", "size"))
        .execute();
  }

  private void complete(PrepareSettings.Export export) throws IOException {
    write(Statistics.of(read(DOCUMENTS)).coalesce(1), "statistics");
    export(export);
    context.write(
        PrepareReport.FILE,
        PrepareReport.html(spark, context.folder().toString()).getBytes(StandardCharsets.UTF_8));
  }

  Dataset<Row> documents() {
    return read(DOCUMENTS);
  }

  Dataset<Row> rejects() {
    return read(REJECTS);
  }

  /** Deletes the files of earlier versions of the tables with text, so that it is nowhere left. */
  void forgetEarlierVersions(String... others) {
    String check = spark.conf().get(RETENTION_CHECK, "true");
    String tasks = spark.conf().get(LISTING_TASKS);
    spark.conf().set(RETENTION_CHECK, "false");
    spark.conf().set(LISTING_TASKS, spark.sparkContext().defaultParallelism());
    try {
      for (String table : List.of(DOCUMENTS, CORPUS, REJECTS)) {
        vacuum(table);
      }
      for (String table : others) {
        vacuum(table);
      }
    } finally {
      spark.conf().set(RETENTION_CHECK, check);
      spark.conf().set(LISTING_TASKS, tasks);
    }
  }

  private void vacuum(String table) {
    DeltaTable.forPath(spark, path(table)).vacuum(0);
  }

  private void export(PrepareSettings.Export export) throws IOException {
    context.fileSystem().delete(context.path("export"), true);
    String path = context.path("export").toString();
    switch (export) {
      case JSONL -> read(CORPUS).write().option("compression", "gzip").json(path);
      case PARQUET -> read(CORPUS).write().parquet(path);
      case NONE -> {}
    }
  }

  private Dataset<Row> read(String table) {
    return spark.read().format("delta").load(path(table));
  }

  private void write(Dataset<Row> rows, String table) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .options(TEXT_TABLE)
        .save(path(table));
  }

  private String path(String table) {
    return context.path(table).toString();
  }
}
