package dev.glossa.plan;

import dev.glossa.ingest.InputSample;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import dev.glossa.job.JobSettings;
import dev.glossa.pack.PackJob;
import dev.glossa.pack.PackResult;
import dev.glossa.pack.PackSettings;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import dev.glossa.vocabulary.TrainVocabularyJob;
import dev.glossa.vocabulary.TrainVocabularyResult;
import dev.glossa.vocabulary.TrainVocabularySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs preparation, vocabulary and packing on a sample and on its half, each more than once: the
 * first run in a process compiles code and is kept apart.
 */
final class SampleRuns {
  private static final Logger LOG = LoggerFactory.getLogger(SampleRuns.class);
  private static final int JOBS = 3;

  private final SparkSession spark;
  private final JobContext context;
  private final JobSettings jobs;
  private final Path half;
  private final Path whole;
  private int done;

  /** What the jobs took and made in one go. */
  private record Round(
      JobRun prepare, JobRun vocabulary, JobRun pack, long distinctWords, PackResult packed) {}

  /**
   * What the jobs take.
   *
   * @param packed what the sample became
   */
  record Costs(JobCost prepare, JobCost vocabulary, JobCost pack, PackResult packed) {}

  /**
   * @param configuration the settings of the jobs
   * @param half the folder of the smaller part of the sample
   * @param whole that of the larger
   */
  SampleRuns(
      SparkSession spark, JobContext context, Configuration configuration, Path half, Path whole) {
    this.spark = spark;
    this.context = context;
    // A sample's vocabulary may be smaller than asked for, and torn records are nobody's fault.
    this.jobs =
        new JobSettings(
            configuration.with(
                Map.of(
                    "ingest.max-bad-share", 1.0, "vocab.train.flags.hard-vocab-limit", "false")));
    this.half = half;
    this.whole = whole;
  }

  /**
   * Runs all.
   *
   * @param sample how large the parts are
   * @param repeat how often each part is run after the first run
   * @throws GlossaException (bad input) if nothing of the sample is left when it is prepared
   */
  Costs run(InputSample sample, int repeat) throws IOException {
    context.progress().begin("try", (long) JOBS * (1 + 2 * repeat), "jobs");
    Round first = round(half);
    List<Round> halves = new ArrayList<>();
    List<Round> wholes = new ArrayList<>();
    for (int round = 0; round < repeat; round++) {
      halves.add(round(half));
      wholes.add(round(whole));
    }
    Round last = wholes.get(wholes.size() - 1);
    double growth =
        Math.log((double) last.distinctWords() / first.distinctWords())
            / Math.log((double) sample.whole() / sample.half());
    Costs costs =
        new Costs(
            cost(Round::prepare, first, halves, wholes, sample, 0),
            cost(
                Round::vocabulary, first, halves, wholes, sample, Math.max(0, Math.min(1, growth))),
            cost(Round::pack, first, halves, wholes, sample, 0),
            last.packed());
    context.progress().end("%,d tokens".formatted(last.packed().tokens()));
    return costs;
  }

  private JobCost cost(
      Function<Round, JobRun> job,
      Round first,
      List<Round> halves,
      List<Round> wholes,
      InputSample sample,
      double growth) {
    return JobCost.of(
        job.apply(first),
        halves.stream().map(job).toList(),
        sample.half(),
        wholes.stream().map(job).toList(),
        sample.whole(),
        spark.sparkContext().defaultParallelism(),
        growth);
  }

  private Round round(Path input) throws IOException {
    Path folder = context.path("_runs");
    context.fileSystem().delete(folder, true);
    String corpus = folder + "/corpus";
    String tokenizer = folder + "/tokenizer";
    AtomicReference<TrainVocabularyResult> vocabulary = new AtomicReference<>();
    AtomicReference<PackResult> packed = new AtomicReference<>();
    JobRun prepareRun = measured("prepare", () -> prepare(input.toString(), corpus));
    JobRun vocabularyRun =
        measured("vocab train", () -> vocabulary.set(vocabulary(corpus, tokenizer)));
    JobRun packRun =
        measured("pack", () -> packed.set(pack(corpus, tokenizer, folder + "/blocks")));
    context.fileSystem().delete(folder, true);
    return new Round(
        prepareRun, vocabularyRun, packRun, vocabulary.get().distinctWords(), packed.get());
  }

  private JobRun measured(String job, Runnable run) {
    context.progress().step(job);
    JobRun measured = JobRun.of(spark, run);
    LOG.info("'{}' on a part of the sample: {}", job, measured);
    done++;
    context.progress().advanceTo(done);
    return measured;
  }

  private void prepare(String input, String output) {
    PrepareSettings settings =
        jobs.of("prepare", PrepareSettings.class, output, Map.of("input", List.of(input)));
    if (new PrepareJob(settings).run(spark).kept() == 0) {
      throw GlossaException.badInput(
          "Nothing of the sample is left when it is prepared: take a larger --sample, or look at"
              + " what 'glossa prepare' rejects.");
    }
  }

  private TrainVocabularyResult vocabulary(String corpus, String output) {
    return new TrainVocabularyJob(
            jobs.of(
                "vocab.train",
                TrainVocabularySettings.class,
                output,
                Map.of("input", List.of(corpus))))
        .run(spark);
  }

  private PackResult pack(String corpus, String tokenizer, String output) {
    return new PackJob(
            jobs.of(
                "pack",
                PackSettings.class,
                output,
                Map.of("input", List.of(corpus), "tokenizer", tokenizer)))
        .run(spark);
  }
}
