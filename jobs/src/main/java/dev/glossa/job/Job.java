package dev.glossa.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a dataset, as one step: an immutable settings record in, an immutable result
 * record out. Command line, notebooks and the demo run the same classes.
 *
 * <p>{@link #run} does for every job:
 *
 * <ol>
 *   <li>resolves the inputs, so that a path that matches nothing ends before work starts;
 *   <li>returns the earlier result if the output folder holds that of the same settings and inputs,
 *       and refuses a folder of others, unless the job {@link #adaptsTo adapts} to what differs;
 *   <li>takes the lease of the output: a second run of the same output is refused, and a run that
 *       has lost the lease is stopped;
 *   <li>names the job in the Spark UI and calls {@link #execute};
 *   <li>writes run.json and, last, manifest.json, and shows the folder under its name.
 * </ol>
 *
 * <p>A subclass is final, has a constructor that takes its settings, and an {@code execute} that
 * reads as the list of its steps. It writes only below {@link JobContext#path}. A killed job is
 * simply run again: it starts over in an empty folder, or, if {@link #resumable}, finds what it
 * wrote.
 *
 * @param <R> the result: a record of records, lists, maps, numbers and strings, as it goes into the
 *     manifest
 */
public abstract class Job<R extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  private final Class<R> resultType;

  protected Job(Class<R> resultType) {
    this.resultType = resultType;
  }

  /** The command: {@code prepare}, {@code vocab train}. */
  public abstract String name();

  /** The settings record, whose components decide the result. */
  protected abstract Record settings();

  /** The output folder, or the file if {@link #writesOneFile}. */
  public abstract String output();

  /** The PATHs that the job reads, without weights. */
  public abstract List<String> inputs();

  /** Whether {@link #execute} needs a Spark session; without, it gets null. */
  public boolean needsSpark() {
    return true;
  }

  /**
   * Whether executors of a cluster should run one task at a time: each holds a model, with as many
   * threads as the executor has cores.
   */
  public boolean oneTaskPerExecutor() {
    return false;
  }

  /** Whether a killed run is gone on with, from what it left in the folder. */
  protected boolean resumable() {
    return false;
  }

  /**
   * Whether a result can show this difference of two runs. Where it cannot, as how often a server
   * may be asked, the earlier run did the same.
   */
  protected boolean decides(Difference difference) {
    return true;
  }

  /**
   * Whether a run in the folder of an earlier one that differs from it in this makes of the folder
   * what a run from scratch would. Such a job is {@link #resumable}, and calls {@link
   * JobContext#reopen} before it changes a complete folder.
   */
  protected boolean adaptsTo(Difference difference) {
    return false;
  }

  /**
   * Whether what a complete folder of this job held is still there, as far as the job lets people
   * take things out of it; if not, it is run again, and calls {@link JobContext#reopen} first.
   */
  protected boolean isWhole(FileSystem fileSystem, Path folder) throws IOException {
    return true;
  }

  /** Whether {@link #output} is one file, and not a folder. */
  protected boolean writesOneFile() {
    return false;
  }

  /** What would be done, with sizes, a line each, for {@code --dry-run}. */
  public List<String> plan() {
    return List.of();
  }

  /** What must be done before the job writes anything; refuses to begin by an exception. */
  protected void begin() throws Exception {}

  /** The work. */
  protected abstract R execute(SparkSession spark, JobContext context) throws Exception;

  /**
   * Refuses a result, also that of an earlier run, that falls short of what the settings ask for,
   * by an exception: the output stays as it is, and run.json says why.
   */
  protected void check(R result) {}

  /** Removes what only an unfinished run needs; called when the output is complete. */
  protected void removeRemains(JobContext context) throws IOException {}

  /** Runs the job, or returns the result of an earlier run that did the same. */
  public final R run(SparkSession spark) {
    return run(spark, false, Progress.SILENT);
  }

  /**
   * @param fresh start over, whatever an earlier run of ours left
   * @throws GlossaException whatever ends the job, as a sentence
   */
  public final R run(SparkSession spark, boolean fresh, Progress progress) {
    return run(spark, fresh, progress, result -> {});
  }

  /**
   * The same.
   *
   * @param requirement refuses a result by an exception: the output stays as it is, and run.json
   *     says why
   */
  public final R run(
      SparkSession spark, boolean fresh, Progress progress, Consumer<R> requirement) {
    return run(spark, fresh, progress, requirement, output -> output.take(name()));
  }

  /**
   * The same, but where another run is writing the output, waits for its end; what that has made is
   * then taken, also where this run was to start over.
   *
   * @throws GlossaException whatever ends the job, as a sentence
   */
  public final R runOrAwait(SparkSession spark, boolean fresh, Progress progress) {
    return run(
        spark,
        fresh,
        progress,
        result -> {},
        output -> output.await(name(), other -> announce(other, progress)));
  }

  private void announce(String other, Progress progress) {
    progress.begin(name(), -1, "");
    progress.step("waits for another run that does the same (" + other + ")");
  }

  /** How a run gets the right to write its output. */
  @FunctionalInterface
  private interface Taking {
    Lease of(Output output) throws IOException, InterruptedException;
  }

  /** The run; what refuses it already here is left word of. */
  private Run begun(SparkSession spark, Progress progress) {
    try {
      return prepare(spark, progress);
    } catch (GlossaException e) {
      leaveRefusal(e);
      throw e;
    }
  }

  private Run prepare(SparkSession spark, Progress progress) {
    Configuration hadoop = HadoopConfigurations.of(spark);
    List<Manifest.Input> inputs = versions(hadoop);
    SortedMap<String, Object> settings = settingsByKey();
    Output output = output(hadoop);
    RunReport running = RunReport.running(name(), settings);
    JobMetrics metrics = JobMetrics.of(spark);
    JobContext context =
        new JobContext(
            output,
            () -> output.reopen(running),
            hadoop,
            new NamedProgress(progress, spark, name()),
            (count, value) -> metrics.set(name(), count, value));
    LineageEvent lineage =
        new LineageEvent(
            name(),
            UUID.randomUUID().toString(),
            settings,
            inputs,
            Optional.ofNullable(spark).map(SparkSession::version),
            output,
            hadoop);
    return new Run(output, settings, inputs, context, lineage);
  }

  private R run(
      SparkSession spark,
      boolean fresh,
      Progress progress,
      Consumer<R> requirement,
      Taking taking) {
    Run run = begun(spark, progress);
    try (LogContext log = LogContext.of(name(), run.id())) {
      return attempt(spark, fresh, run, requirement, taking);
    }
  }

  private R attempt(
      SparkSession spark, boolean fresh, Run run, Consumer<R> requirement, Taking taking) {
    Output output = run.output();
    try {
      Optional<R> earlier = earlier(fresh, run);
      if (earlier.isEmpty()) {
        begin();
        try (Lease lease = taking.of(output);
            StoppableRun stoppable = new StoppableRun(spark, run.id())) {
          lease.whenLost(stoppable::stop);
          boolean over = fresh && !lease.wasAwaited();
          // The run that held the lease until now may have done it.
          earlier = earlier(over, run);
          if (earlier.isEmpty()) {
            output.clear(over);
            if (over && spark != null) {
              DeltaLog.clearCache();
            }
            run.reportRunning();
            R result = execute(spark, run);
            requirement.accept(result);
            check(result);
            return result;
          }
        }
      }
      requirement.accept(earlier.get());
      check(earlier.get());
      run.completedBefore();
      return earlier.get();
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      GlossaException failure = run.fail(e, isStopped(spark));
      LOG.info("'{}' ended with {}: {}", name(), failure.exitCode(), run.context().counts());
      throw failure;
    }
  }

  /** The result of an earlier run that did the same, with what that counted. */
  private Optional<R> earlier(boolean fresh, Run run) throws IOException {
    if (fresh) {
      return Optional.empty();
    }
    JobContext context = run.context();
    Optional<Manifest> earlier =
        run.output().finished(name(), run.settings(), run.inputs(), this::decides, this::adaptsTo);
    if (earlier.isEmpty() || !isWhole(context.fileSystem(), context.folder())) {
      return Optional.empty();
    }
    earlier.get().counts().forEach(context::count);
    return Optional.of(Json.FILES.treeToValue(earlier.get().result(), resultType));
  }

  private R execute(SparkSession spark, Run run) throws Exception {
    JobContext context = run.context();
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (spark != null) {
      spark.sparkContext().setJobGroup(name(), "glossa " + name(), true);
    }
    R result;
    try {
      result = execute(spark, context);
    } finally {
      if (spark != null) {
        spark.sparkContext().clearJobGroup();
      }
    }
    Manifest manifest = run.complete(result, started);
    LOG.info("'{}' is done, run {}: {}", name(), manifest.runId(), manifest.counts());
    removeRemains(context);
    if (spark != null) {
      // Tables that moved with their folder must not be found under their old names.
      DeltaLog.clearCache();
    }
    return result;
  }

  /**
   * The inputs with their sizes, a line each, for {@code --dry-run}.
   *
   * @throws GlossaException (usage) if a path matches nothing
   */
  public final List<String> inputSizes() {
    Configuration hadoop = HadoopConfigurations.of(null);
    return inputs().stream()
        .map(path -> "reads %s (%s)".formatted(path, Inputs.size(path, hadoop)))
        .toList();
  }

  /**
   * Leaves word in the output folder that it is this job's, where nothing does yet: for jobs that
   * do parts of this one, in folders of their own below it.
   *
   * @throws GlossaException (usage) if the folder is of other settings, or not ours
   */
  protected final void claim() throws IOException, InterruptedException {
    Configuration hadoop = HadoopConfigurations.of(null);
    Output output = output(hadoop);
    SortedMap<String, Object> settings = settingsByKey();
    List<Manifest.Input> inputs = versions(hadoop);
    if (isClaimed(output, settings, inputs)) {
      return;
    }
    try (Lease lease = output.await(name(), other -> {})) {
      if (!isClaimed(output, settings, inputs)) {
        output.report(RunReport.running(name(), settings));
      }
    }
  }

  private boolean isClaimed(
      Output output, SortedMap<String, Object> settings, List<Manifest.Input> inputs)
      throws IOException {
    // Refuses what is there and not of these settings.
    output.finished(name(), settings, inputs, this::decides, this::adaptsTo);
    return !output.isEmpty();
  }

  /** Whether the output folder already holds what this job would make. */
  public final boolean isFinished() {
    Configuration hadoop = HadoopConfigurations.of(null);
    Output output = output(hadoop);
    try {
      return output
              .finished(name(), settingsByKey(), versions(hadoop), this::decides, this::adaptsTo)
              .isPresent()
          && isWhole(output.fileSystem(), output.work());
    } catch (IOException e) {
      throw Failures.explain(name(), e);
    }
  }

  /**
   * Leaves word that the job was refused before it ran, where a launcher on another machine looks
   * for it: on object stores alone, and never in a stranger's folder.
   */
  public final void leaveRefusal(GlossaException refusal) {
    try {
      output(HadoopConfigurations.of(null))
          .reportRefusal(RunReport.refused(name(), settingsByKey(), refusal));
    } catch (IOException | RuntimeException e) {
      refusal.addSuppressed(e);
    }
  }

  private Output output(Configuration hadoop) {
    return writesOneFile()
        ? new OutputFile(output(), hadoop)
        : new OutputFolder(output(), resumable(), hadoop);
  }

  /** The inputs with what tells their content from another, as they stand in the manifest. */
  protected List<Manifest.Input> versions(Configuration hadoop) {
    return inputs().stream().map(path -> Inputs.version(path, hadoop)).toList();
  }

  private SortedMap<String, Object> settingsByKey() {
    return Output.settings(settings(), name().replace(' ', '.'));
  }

  /** Only a signal stops the session while a job runs. */
  private static boolean isStopped(SparkSession spark) {
    return spark != null && spark.sparkContext().isStopped();
  }
}
