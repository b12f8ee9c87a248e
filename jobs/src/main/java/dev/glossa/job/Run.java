package dev.glossa.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One run of a job, and the word that it leaves of how it went: run.json, the manifest, the event
 * for collectors of lineage, or its {@link Refusal}.
 *
 * @param output what it writes
 * @param settings every setting that decides the result, by configuration key
 * @param inputs what it reads, with versions
 * @param context what the job has at hand
 * @param lineage its event
 */
record Run(
    Output output,
    SortedMap<String, Object> settings,
    List<Manifest.Input> inputs,
    JobContext context,
    LineageEvent lineage) {

  /** The command of the job. */
  String command() {
    return lineage.command();
  }

  /** A UUID. */
  String id() {
    return lineage.runId();
  }

  /** Leaves word that it is under way, where what it writes is seen. */
  void reportRunning() throws IOException {
    if (output.isWrittenInPlace() && !output.isComplete()) {
      output.report(report(null, "running"));
    }
  }

  /** Shows the output with the result in its manifest, which is returned. */
  Manifest complete(Record result, Instant started) throws IOException {
    Manifest manifest =
        new Manifest(
            1,
            command(),
            settings,
            inputs,
            output.outputs(),
            context.counts(),
            Json.FILES.valueToTree(result),
            Version.CODE,
            id(),
            started.toString(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    output.publish(manifest, report(0, "done"), lineage.completed(manifest));
    return manifest;
  }

  /** Leaves word that an earlier run has done the same. */
  void completedBefore() throws IOException {
    output.reportDone(report(0, "done"));
  }

  /**
   * Leaves word of its failure.
   *
   * @param isStopped whether its session of Spark was stopped, which only a signal does
   * @return the failure as a sentence
   */
  GlossaException fail(Throwable e, boolean isStopped) {
    GlossaException failure = explain(e, isStopped);
    try {
      report(failure);
    } catch (IOException | RuntimeException unreported) {
      failure.addSuppressed(unreported);
    }
    return failure;
  }

  /** A run that has lost its output to another one may fail with anything. */
  private GlossaException explain(Throwable e, boolean isStopped) {
    Optional<OutputInUseException> loss = output.loss();
    if (loss.isPresent()) {
      if (loss.get() != e) {
        loss.get().addSuppressed(e);
      }
      return loss.get();
    }
    return isStopped ? Failures.interrupted(command(), e) : Failures.explain(command(), e);
  }

  private void report(GlossaException failure) throws IOException {
    RunReport report = report(failure.exitCode().code(), failure.getMessage());
    if (output.loss().isPresent()) {
      // run.json is the other run's.
      output.reportRefusal(report);
      return;
    }
    switch (failure.exitCode()) {
      case USAGE -> output.reportRefusal(report);
      case REQUIREMENT -> output.report(report);
      default -> output.report(report, lineage.failed(failure, context.counts()));
    }
  }

  private RunReport report(Integer exitCode, String sentence) {
    return new RunReport(1, command(), exitCode, sentence, context.counts(), settings);
  }
}
