package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.glossa.ingest.Documents;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.report.PrepareReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Makes a training corpus of raw text: Delta tables {@code documents}, {@code corpus}, {@code
 * rejects} and {@code statistics}. In order: identify the language; exact, URL and near duplicates
 * of each language; quality rules, which judge duplicates too; personal data last. The tables do
 * not depend on the order of files or on partitions.
 */
public final class PrepareJob extends Job<PrepareResult> {

  /** Files that a message about bad input names. */
  private static final int NAMED_FILES = 5;

  private final PrepareSettings settings;

  /** A job with these settings. */
  public PrepareJob(PrepareSettings settings) {
    super(PrepareResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  protected Record settings() {
    return settings;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    return Stream.of(settings.input(), settings.models(), settings.screening().files())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<String> plan() {
    return List.of(
        "reading " + Documents.describe(settings.input()),
        "keeping " + String.join(" ", settings.languages()));
  }

  @Override
  protected PrepareResult execute(SparkSession spark, JobContext context) throws Exception {
    loadModels(spark);
    Screens screens = Screens.read(settings, spark.sparkContext().hadoopConfiguration());
    context.progress().begin("prepare", -1, "documents");
    Dataset<Row> analyzed = null;
    try (Scratch scratch = new Scratch(spark, context)) {
      context.progress().step("read and analyze");
      analyzed = analyze(spark, screens);
      checkInput(analyzed, context);

      context.progress().step("find duplicates");
      Dataset<Row> duplicates = Duplicates.find(analyzed.where("error IS NULL"), scratch);
      Outcome outcome = Outcome.of(analyzed, duplicates);

      context.progress().step("write tables");
      write(outcome.documents(), context, "documents");
      write(outcome.corpus(), context, "corpus");
      write(outcome.rejects(), context, "rejects");
      write(statistics(spark, context), context, "statistics");
      export(spark, context);
      writePage(spark, context);

      PrepareResult result = Summary.of(outcome, rejects(spark, context));
      context.count("kept", result.kept());
      Contamination.count(outcome, screens.benchmarks(), context);
      context
          .progress()
          .end("%,d of %,d documents kept".formatted(result.kept(), result.records()));
      return result;
    } finally {
      if (analyzed != null) {
        analyzed.unpersist();
      }
    }
  }

  /** A bad model ends the job before anything is read. */
  private void loadModels(SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    new Identification(settings).load(hadoop);
    new PerplexityModels(settings.perplexity()).load(hadoop);
  }

  private Dataset<Row> analyze(SparkSession spark, Screens screens) {
    Broadcast<Screens> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(screens);
    return Documents.read(spark, settings.input(), settings.ingest())
        .map(new Analysis(settings, broadcast), Encoders.row(Analysis.SCHEMA))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private void checkInput(Dataset<Row> analyzed, JobContext context) {
    Row counts = analyzed.agg(count(lit(1)), count(col("error"))).head();
    long records = counts.getLong(0);
    long unreadable = counts.getLong(1);
    context.count("records", records);
    context.count("unreadable", unreadable);
    double share = records == 0 ? 0 : (double) unreadable / records;
    if (share > settings.ingest().maxBadShare()) {
      throw GlossaException.badInput(
          "%d of %d records cannot be read (%s), more than ingest.max-bad-share = %s allows: %s.",
          unreadable,
          records,
          String.format(Locale.ROOT, "%.2f %%", 100 * share),
          settings.ingest().maxBadShare(),
          badFiles(analyzed));
    }
    if (records == unreadable) {
      throw GlossaException.badInput(
          "There is no document in %s.", String.join(", ", settings.input()));
    }
  }

  private static String badFiles(Dataset<Row> analyzed) {
    List<Row> files =
        analyzed
            .where("error IS NOT NULL")
            .groupBy(col("origin.file"))
            .agg(count(lit(1)).as("records"), org.apache.spark.sql.functions.min("error"))
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

  private static Dataset<Row> statistics(SparkSession spark, JobContext context) {
    return Statistics.of(read(spark, context, "documents")).coalesce(1);
  }

  private static Dataset<Row> rejects(SparkSession spark, JobContext context) {
    return read(spark, context, "rejects");
  }

  private static void writePage(SparkSession spark, JobContext context) throws IOException {
    try (OutputStream out = context.fileSystem().create(context.path(PrepareReport.FILE))) {
      out.write(
          PrepareReport.html(spark, context.folder().toString()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void export(SparkSession spark, JobContext context) {
    String path = context.path("export").toString();
    switch (settings.export()) {
      case JSONL -> read(spark, context, "corpus").write().option("compression", "gzip").json(path);
      case PARQUET -> read(spark, context, "corpus").write().parquet(path);
      case NONE -> {}
    }
  }

  private static Dataset<Row> read(SparkSession spark, JobContext context, String table) {
    return spark.read().format("delta").load(context.path(table).toString());
  }

  private static void write(Dataset<Row> rows, JobContext context, String table) {
    rows.write().format("delta").save(context.path(table).toString());
  }
}
