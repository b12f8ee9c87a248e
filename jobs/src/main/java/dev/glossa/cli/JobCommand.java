package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.Progress;
import dev.glossa.job.SparkSessions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that runs one job. A subclass has the command's own options, says which settings they
 * are, makes the job of the settings, and writes the result for a person.
 *
 * @param <R> the job's result
 */
abstract class JobCommand<R extends Record> implements Callable<Integer> {
  @Mixin JobOptions options;

  @Spec CommandSpec spec;

  /**
   * What the options say, by configuration key ({@code pretrain.steps}); use {@link #put} so that
   * options that were not given do not hide the configuration.
   */
  protected abstract void settings(Map<String, Object> settings);

  /** The job for these settings. */
  protected abstract Job<R> job(Configuration configuration);

  /** The result as the lines that end the command, a table where there is one. */
  protected abstract void print(R result, PrintWriter out);

  /**
   * Holds the result, also that of an earlier run, to what the options require.
   *
   * @throws GlossaException (requirement) if it falls short
   */
  protected void check(R result) {}

  /** Runs the job, or says what it would do; {@code generate} has prompts that are no job. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Job<R> job = job(configuration());
    boolean finished = !options.fresh && isFinished(job);
    if (options.dryRun && !finished) {
      List<String> inputs = job.inputSizes();
      out.println("glossa " + job.name() + " would write " + job.output());
      inputs.forEach(line -> out.println("  " + line));
      job.plan().forEach(line -> out.println("  " + line));
      return ExitCode.DONE.code();
    }
    if (finished) {
      out.println(
          "Nothing to do: '%s' holds the result of the same settings and inputs (--fresh starts over)."
              .formatted(job.output()));
      job.run(null, false, Progress.SILENT, this::check);
      return ExitCode.DONE.code();
    }
    Progress progress = ConsoleProgress.create(spec.commandLine().getErr());
    if (!job.needsSpark()) {
      job.run(null, options.fresh, progress, result -> finish(result, out));
      return ExitCode.DONE.code();
    }
    try (SparkSession spark = SparkSessions.open(job.name(), job.oneTaskPerExecutor())) {
      job.run(spark, options.fresh, progress, result -> finish(result, out));
      return ExitCode.DONE.code();
    }
  }

  /** What refuses the job already here is left word of, for who only sees the output. */
  private boolean isFinished(Job<R> job) {
    try {
      return job.isFinished();
    } catch (GlossaException e) {
      if (!options.dryRun) {
        job.leaveRefusal(e);
      }
      throw e;
    }
  }

  private void finish(R result, PrintWriter out) {
    print(result, out);
    out.flush();
    check(result);
  }

  /** The settings of files, definitions and options. */
  final Configuration configuration() {
    Map<String, Object> settings = new LinkedHashMap<>();
    put(settings, "seed", options.seed);
    settings(settings);
    return Configuration.read(options.conf, options.definitions, settings);
  }

  /**
   * Holds the settings to those that there are, before the command is submitted to where it runs.
   * What another machine alone may read is left to that.
   *
   * @throws GlossaException (usage) if one is unknown
   */
  final void checkSettings() {
    if (options.conf == null || !options.conf.contains("://")) {
      configuration();
    }
  }

  /** Adds the setting if the option was given. */
  static void put(Map<String, Object> settings, String key, Object value) {
    if (value != null) {
      settings.put(
          key,
          value instanceof Enum<?> name ? name.name().toLowerCase(java.util.Locale.ROOT) : value);
    }
  }
}
