package dev.glossa.prepare;

import dev.glossa.ingest.DocumentStream;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Takes in micro-batches, one after the other. What becomes of a micro-batch depends only on its
 * records and on the micro-batches before it; so when it is tried again after a kill, what was not
 * written is the same as it would have been, and what was written stays.
 */
final class StreamedBatches {

  private final SparkSession spark;
  private final JobContext context;
  private final DocumentStream input;
  private final Examination examination;
  private final RemovedDocuments removed;
  private final StreamedRecords records;
  private final PreparedFolder folder;
  private final Set<String> knownFiles;
  private long taken;

  StreamedBatches(
      SparkSession spark,
      JobContext context,
      DocumentStream input,
      Examination examination,
      RemovedDocuments removed,
      StreamedRecords records,
      PreparedFolder folder) {
    this.spark = spark;
    this.context = context;
    this.input = input;
    this.examination = examination;
    this.removed = removed;
    this.records = records;
    this.folder = folder;
    this.knownFiles = new HashSet<>(records.sources().keySet());
  }

  /**
   * @param batch rows of the stream
   * @param number of the micro-batch
   */
  void take(Dataset<Row> batch, long number) throws IOException {
    if (records.has(number)) {
      return;
    }
    context.progress().step("batch " + number);
    DocumentStream.MicroBatch arrived = input.read(spark, batch, knownFiles);
    try (Scratch scratch = new Scratch(spark, context)) {
      Dataset<Row> analyzed =
          scratch.keep(
              removed.without(
                  arrived.records().map(examination.analysis(), Encoders.row(Analysis.SCHEMA))));
      Dataset<Row> decided = examination.decisions().of(analyzed);
      Dataset<Row> duplicates =
          records.duplicates(
              decided.where("error IS NULL"), examination.measurement(), scratch::keep);
      Outcome outcome = Outcome.of(decided, RepeatedPassages.none(duplicates));
      folder.append(outcome, number);
      records.append(outcome, arrived.sources(), number);
      arrived.sources().forEach(source -> knownFiles.add(source.path()));
      taken += analyzed.count();
      context.progress().advanceTo(taken);
    }
  }
}
