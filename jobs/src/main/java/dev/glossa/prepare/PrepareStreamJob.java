package dev.glossa.prepare;

import dev.glossa.ingest.DocumentStream;
import dev.glossa.ingest.Documents;
import dev.glossa.ingest.FileStream;
import dev.glossa.ingest.KafkaTopic;
import dev.glossa.ingest.TopicStream;
import dev.glossa.job.Difference;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Makes a training corpus of text that arrives over time, as files in folders or records of a Kafka
 * topic: the tables of {@link PrepareJob}, by the same rules, to which every micro-batch only adds.
 *
 * <ol>
 *   <li>Spark's checkpoint, hidden in the output folder, knows what was read. A run takes in what
 *       has arrived since and ends, or goes on until it is stopped.
 *   <li>Each document of a micro-batch is analysed ({@link Examination}) and held against the
 *       others and against all earlier ones ({@link StreamedRecords}). Whichever was seen first
 *       stays, so that nothing has to be taken back; a batch would have kept the best of each
 *       group.
 *   <li>Rows are appended to documents, corpus, rejects and, last, the hidden table, each in a
 *       transaction that carries the micro-batch's number. After a kill at any moment Spark repeats
 *       the micro-batch that it did not see done, and tables that have it pass over it.
 *   <li>A run that ends takes out the documents of {@code --remove}, counts in the corpus what
 *       turned out to be alike ({@code cluster_size}), and writes statistics, page and manifest.
 * </ol>
 *
 * <p>No state is kept in memory between micro-batches. Unreadable records never end the query; a
 * run that ends holds their share of all records so far to {@code ingest.max-bad-share}, a
 * continuous one after each micro-batch. What was read is kept then too.
 */
public final class PrepareStreamJob extends Job<PrepareResult> {

  private static final String RECORDS = ".records";
  private static final String CHECKPOINT = ".checkpoint";

  /** Settings that the rows of earlier micro-batches do not depend on. */
  private static final Pattern FREE =
      Pattern.compile(
          "prepare\\.(remove|export|ingest\\.max-bad-share"
              + "|stream\\.(continuous|interval-seconds|max-.+|kafka\\.(servers|properties)))");

  private final PrepareSettings settings;
  private final DocumentStream input;

  /**
   * A job with these settings.
   *
   * @throws GlossaException (usage) if they name no input, or files and a topic, or ask for what a
   *     stream cannot do
   */
  public PrepareStreamJob(PrepareSettings settings) {
    super(PrepareResult.class);
    this.settings = settings;
    StreamSettings stream = settings.stream();
    if (settings.input().isEmpty() == (stream.topic() == null)) {
      throw GlossaException.usage(
          "A stream is of files or of a topic: give --input PATH, or --kafka SERVERS --topic T.");
    }
    DeduplicationSettings deduplication = settings.deduplication();
    if (deduplication.repeatedLines() != null || deduplication.repeatedParagraphs() != null) {
      throw GlossaException.usage(
          "prepare.deduplication.repeated-lines and repeated-paragraphs need all documents at once:"
              + " leave them out, or --stream.");
    }
    if (stream.continuous() && settings.remove() != null) {
      throw GlossaException.usage(
          "--remove needs a run that ends: give it to one without --continuous.");
    }
    this.input =
        stream.topic() == null
            ? new FileStream(settings.input(), stream.maxFilesPerBatch(), settings.ingest())
            : new TopicStream(stream.topic(), stream.maxRecordsPerBatch(), settings.ingest());
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
    return settings.paths();
  }

  @Override
  protected List<Manifest.Input> versions(Configuration hadoop) {
    List<Manifest.Input> versions = new ArrayList<>(super.versions(hadoop));
    KafkaTopic topic = settings.stream().topic();
    if (topic != null) {
      versions.add(new Manifest.Input("kafka:" + topic.topic(), topic.version(hadoop)));
    }
    return versions;
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  protected boolean adaptsTo(Difference difference) {
    return switch (difference.kind()) {
      case SETTING -> FREE.matcher(difference.name()).matches();
      case INPUT -> !settings.tools().contains(difference.name());
    };
  }

  @Override
  public List<String> plan() {
    return List.of(
        "reading " + input.describe() + (settings.stream().continuous() ? ", without end" : ""),
        "keeping " + String.join(" ", settings.languages()));
  }

  @Override
  protected PrepareResult execute(SparkSession spark, JobContext context) throws Exception {
    final Examination examination = Examination.prepare(settings, spark);
    final Dataset<Row> arriving = input.open(spark);
    PreparedFolder folder =
        new PreparedFolder(spark, context, new ObservedCounts(examination.benchmarks()));
    StreamedRecords records =
        new StreamedRecords(
            spark,
            context.path(RECORDS).toString(),
            context.path(PreparedFolder.DOCUMENTS).toString(),
            settings.deduplication());
    refuseOtherInput(records, context);
    final boolean wasOpen = !context.fileSystem().exists(context.path(Manifest.FILE));
    context.reopen();
    context.progress().begin("prepare", -1, "documents");

    StreamedBatches batches =
        new StreamedBatches(
            spark, context, input, examination, removed(spark, context, null), records, folder);
    takeAll(
        arriving,
        (batch, number) -> {
          batches.take(batch, number);
          if (settings.stream().continuous()) {
            share(records, context);
          }
        },
        context);

    if (records.isEmpty() || share(records, context).isAll()) {
      throw GlossaException.badInput("There is no document in %s yet.", input.describe());
    }
    RemovedDocuments removed = removed(spark, context, settings.remove());
    // What a killed run began to remove is removed to the end.
    if (settings.remove() != null || (wasOpen && !removed.isEmpty())) {
      context.progress().step("remove documents");
      removed.keep();
      try (Scratch scratch = new Scratch(spark, context)) {
        records.remove(removed, scratch::keep);
      }
      folder.remove(removed);
      folder.forgetEarlierVersions(RECORDS);
    }

    context.progress().step("write tables");
    folder.finish(settings.export());
    PrepareResult result = Summary.of(records.records(), folder.rejects());
    result.count(context);
    Contamination.count(folder.documents(), examination.benchmarks(), context);
    context.progress().end("%,d of %,d documents kept".formatted(result.kept(), result.records()));
    return result;
  }

  private static RemovedDocuments removed(SparkSession spark, JobContext context, String given) {
    return new RemovedDocuments(spark, context.path(RemovedDocuments.FOLDER).toString(), given);
  }

  /**
   * Refuses tables whose checkpoint is lost, since all input would be new again, and files that
   * were read and have changed, of which Spark would never see the new text.
   */
  private void refuseOtherInput(StreamedRecords records, JobContext context) throws IOException {
    if (!records.isEmpty() && !context.fileSystem().exists(context.path(CHECKPOINT))) {
      throw GlossaException.usage(
          "'%s' has lost its '%s', which knows what was read: start over with --fresh.",
          settings.output(), CHECKPOINT);
    }
    if (!settings.input().isEmpty()) {
      Additions.refuseChanged(
          records.sources(), Documents.sources(settings.input(), context.hadoop()));
    }
  }

  private void takeAll(
      Dataset<Row> arriving, VoidFunction2<Dataset<Row>, Long> take, JobContext context)
      throws Exception {
    StreamSettings stream = settings.stream();
    StreamingQuery query =
        arriving
            .writeStream()
            .queryName("glossa prepare " + settings.output())
            .option("checkpointLocation", context.path(CHECKPOINT).toString())
            .trigger(
                stream.continuous()
                    ? Trigger.ProcessingTime(stream.intervalSeconds(), TimeUnit.SECONDS)
                    : Trigger.AvailableNow())
            .foreachBatch(take)
            .start();
    try {
      query.awaitTermination();
    } finally {
      query.stop();
    }
  }

  private UnreadableShare share(StreamedRecords records, JobContext context) {
    return UnreadableShare.check(
        records.records().select("origin", "error"), settings.ingest().maxBadShare(), context);
  }
}
