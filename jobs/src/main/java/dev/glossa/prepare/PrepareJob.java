package dev.glossa.prepare;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.Source;
import dev.glossa.job.Difference;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a training corpus of raw text: Delta tables {@code documents}, {@code corpus}, {@code
 * rejects} and {@code statistics}. In order: identify the language; exact, URL and near duplicates
 * of each language; quality rules, which judge duplicates too; personal data; and, if asked for,
 * lines and paragraphs that repeat across documents ({@link RepeatedPassages}) last. The tables do
 * not depend on the order of files or on partitions.
 *
 * <p>A run in the folder of an earlier one does only what differs, and ends with the tables that a
 * run from scratch would make:
 *
 * <ol>
 *   <li>Files that are new among the inputs are analysed ({@link Analysis}) into the hidden table
 *       {@link AnalysisTable .analysis}. A file that was read before must be there, unchanged.
 *   <li>Documents of {@code --remove} leave that table, and their ids and URLs go into the hidden
 *       table {@link RemovedDocuments .removed}, which keeps them out of all later runs.
 *   <li>Where languages are wanted that were not, their documents are measured from the text that
 *       the table has.
 *   <li>Everything that depends on bounds ({@link Decisions}) or on other documents ({@link
 *       Duplicates} and {@link RepeatedPassages}, over narrow columns) is computed anew from the
 *       table, and the tables that others read are replaced, one by one.
 * </ol>
 *
 * <p>The manifest is taken away before the first change and comes back last. Each table changes in
 * one transaction, so a run that is killed is simply run again; it analyses no file twice whose
 * rows had arrived.
 */
public final class PrepareJob extends Job<PrepareResult> {

  private static final String ANALYSIS = ".analysis";

  /** Settings that decide what becomes of what was found, not what is found. */
  private static final Pattern DECISIONS =
      Pattern.compile(
          "prepare\\.(input|remove|export|ingest\\.max-bad-share|languages|other-languages"
              + "|min-language-score|min-language-scores\\..+|bounds\\..+|block-lists\\.max-.+"
              + "|deduplication\\..+|perplexity\\.[^.]+\\.(head|tail|max)|stream\\.(interval|max).+)");

  private final PrepareSettings settings;

  /**
   * A job with these settings.
   *
   * @throws GlossaException (usage) if they name no input
   */
  public PrepareJob(PrepareSettings settings) {
    super(PrepareResult.class);
    if (settings.input().isEmpty()) {
      throw GlossaException.usage("There is no input: give --input PATH.");
    }
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
    return settings.paths();
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  protected boolean adaptsTo(Difference difference) {
    return switch (difference.kind()) {
      case SETTING -> DECISIONS.matcher(difference.name()).matches();
      case INPUT -> !settings.tools().contains(difference.name());
    };
  }

  @Override
  public List<String> plan() {
    return List.of(
        "reading " + Documents.describe(settings.input()),
        "keeping " + String.join(" ", settings.languages()));
  }

  @Override
  protected PrepareResult execute(SparkSession spark, JobContext context) throws Exception {
    Examination examination = Examination.prepare(settings, spark);
    Decisions decisions = examination.decisions();
    context.progress().begin("prepare", -1, "documents");
    try (Scratch scratch = new Scratch(spark, context)) {
      context.progress().step("read and analyze");
      AnalysisTable analysis = new AnalysisTable(spark, context.path(ANALYSIS).toString());
      RemovedDocuments removed =
          new RemovedDocuments(
              spark, context.path(RemovedDocuments.FOLDER).toString(), settings.remove());
      update(spark, examination.analysis(), analysis, removed, scratch, context);
      analysis.measure(decisions.wanted(), examination.measurement(), scratch::keep);

      context.progress().step("find duplicates");
      Dataset<Row> decided = decisions.of(removed.without(analysis.records()));
      Dataset<Row> duplicates =
          new Duplicates(settings.deduplication(), examination.measurement(), scratch::keep)
              .find(decided.where("error IS NULL"));
      Dataset<Row> repeats =
          new RepeatedPassages(settings).find(decided, duplicates, scratch::keep);
      Outcome outcome = Outcome.of(decided, repeats);

      context.progress().step("write tables");
      PreparedFolder folder =
          new PreparedFolder(spark, context, new ObservedCounts(examination.benchmarks()));
      folder.write(outcome, settings.export());
      if (settings.remove() != null) {
        folder.forgetEarlierVersions(ANALYSIS);
      }

      PrepareResult result = Summary.of(outcome.records(), folder.rejects());
      result.count(context);
      Contamination.count(outcome.records(), examination.benchmarks(), context);
      context
          .progress()
          .end("%,d of %,d documents kept".formatted(result.kept(), result.records()));
      return result;
    }
  }

  /** Brings the table of analyses up to date; bad input ends the job before anything changes. */
  private void update(
      SparkSession spark,
      Analysis analyze,
      AnalysisTable analysis,
      RemovedDocuments removed,
      Scratch scratch,
      JobContext context)
      throws IOException {
    List<Source> additions =
        Additions.of(analysis.sources(), Documents.sources(settings.input(), context.hadoop()));
    Dataset<Row> added =
        scratch.keep(
            removed.without(
                Documents.read(spark, settings.input(), additions, settings.ingest())
                    .map(analyze, Encoders.row(Analysis.SCHEMA))));
    UnreadableShare share =
        UnreadableShare.check(
            origins(removed.without(analysis.records())).union(origins(added)),
            settings.ingest().maxBadShare(),
            context);
    if (share.isAll() && settings.remove() == null) {
      throw GlossaException.badInput(
          "There is no document in %s.", String.join(", ", settings.input()));
    }
    context.reopen();
    removed.keep();
    if (!additions.isEmpty()) {
      analysis.append(added, additions);
    }
    if (settings.remove() != null) {
      removed.deleteFrom(context.path(ANALYSIS).toString());
    }
  }

  private static Dataset<Row> origins(Dataset<Row> records) {
    return records.select("origin", "error");
  }
}
