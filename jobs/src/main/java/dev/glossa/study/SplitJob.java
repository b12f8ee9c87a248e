package dev.glossa.study;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Sets documents of a prepared corpus aside for measuring, so that nothing is measured on what it
 * was trained on.
 *
 * <ol>
 *   <li>A document is held out by a hash of its id alone: the same document is always on the same
 *       side, whatever else is in the corpus.
 *   <li>For each language two Delta tables are written, {@code train-LANG} and {@code
 *       heldout-LANG}, with the columns of {@code corpus}.
 * </ol>
 */
public final class SplitJob extends Job<SplitResult> {
  private final SplitSettings settings;

  public SplitJob(SplitSettings settings) {
    super(SplitResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "split";
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
    return List.of(settings.input());
  }

  /** The table of the documents to train on, below the job's output folder. */
  public static String train(String output, String language) {
    return output + "/train-" + language;
  }

  /** The table of the documents to measure on, below the job's output folder. */
  public static String heldOut(String output, String language) {
    return output + "/heldout-" + language;
  }

  @Override
  protected SplitResult execute(SparkSession spark, JobContext context) {
    Dataset<Row> corpus = spark.read().format("delta").load(settings.input() + "/corpus");
    SortedMap<String, SplitResult.Part> parts = new TreeMap<>();
    context.progress().begin("split", settings.languages().size(), "languages");
    for (String language : settings.languages()) {
      Dataset<Row> documents = corpus.where(col("language").equalTo(language));
      SplitResult.Part part = part(documents, language);
      write(documents.where(isHeldOut()), context.path("heldout-" + language).toString());
      write(documents.where(not(isHeldOut())), context.path("train-" + language).toString());
      parts.put(language, part);
      context.count("train_documents_" + language, part.trainDocuments());
      context.count("heldout_documents_" + language, part.heldOutDocuments());
      context.progress().advanceTo(parts.size());
    }
    context.progress().end(parts.keySet().toString());
    return new SplitResult(parts);
  }

  private Column isHeldOut() {
    return pmod(xxhash64(col("id")), lit(1000)).lt(settings.heldOutPermille());
  }

  private SplitResult.Part part(Dataset<Row> documents, String language) {
    Column bytes = octet_length(col("text")).cast("bigint");
    Row row =
        documents
            .agg(
                count(when(not(isHeldOut()), 1)),
                sum(when(not(isHeldOut()), bytes).otherwise(0L)),
                count(when(isHeldOut(), 1)),
                sum(when(isHeldOut(), bytes).otherwise(0L)))
            .first();
    if (row.getLong(0) == 0 || row.getLong(2) == 0) {
      throw GlossaException.badInput(
          "The corpus '%s' has too few documents in '%s' to hold any out: %d to train on, %d held"
              + " out.",
          settings.input(), language, row.getLong(0), row.getLong(2));
    }
    return new SplitResult.Part(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
  }

  private static void write(Dataset<Row> documents, String table) {
    documents.write().format("delta").save(table);
  }
}
