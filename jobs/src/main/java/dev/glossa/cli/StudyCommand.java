package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.study.CellJob;
import dev.glossa.study.StudyJob;
import dev.glossa.study.StudyResult;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa study}. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Moves a model to other languages in many ways, side by side: with the vocabulary as it was or"
          + " extended, with more or less further pretraining, with English mixed in, tuned on more"
          + " or fewer instructions; and says of each finding of 'LLaMA Beyond English' whether it"
          + " was reproduced.",
      "Steps that ways have in common are done once. A run that was killed goes on where it was; one"
          + " in which a step failed does only what is missing. --dry-run measures what it will take.",
      "Cells can be done by several processes at the same time, each by --cell; a step that they have"
          + " in common is done by one, and the others wait. Then the study itself finds them done, and"
          + " writes the report."
    },
    footer = {
      "",
      "Example:  glossa study --conf conf/studies/beyond-english.conf --size quick --output study"
    })
final class StudyCommand extends JobCommand<StudyResult> {
  @Option(
      names = "--size",
      paramLabel = "NAME",
      description =
          "One of the sizes of the study: in beyond-english.conf quick, smollm2 or paper.")
  String size;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  String output;

  @ArgGroup(exclusive = true)
  Part part = new Part();

  /** What is done of the study, where that is not all. */
  static final class Part {
    @Option(
        names = "--cell",
        paramLabel = "NAME",
        description = "Do one cell, with the steps that it shares, and write no report.")
    String cell;

    @Option(
        names = "--list-cells",
        description = "Print the names of the cells, a line each, and do nothing.")
    boolean listCells;

    @Option(
        names = "--report-only",
        description = "Do no step, and report on the cells that are there.")
    boolean reportOnly;
  }

  @Override
  public Integer call() {
    if (part.listCells) {
      PrintWriter out = spec.commandLine().getOut();
      new StudyJob(configuration()).cells().forEach(out::println);
      return ExitCode.DONE.code();
    }
    if (options.fresh && (part.cell != null || part.reportOnly)) {
      throw GlossaException.usage(
          "--fresh starts the whole study over: leave --%s away.",
          part.reportOnly ? "report-only" : "cell");
    }
    return super.call();
  }

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "study.size", size);
    put(settings, "study.output", output);
  }

  @Override
  protected Job<StudyResult> job(Configuration configuration) {
    return part.cell == null
        ? new StudyJob(configuration, part.reportOnly)
        : new CellJob(configuration, part.cell);
  }

  @Override
  protected void print(StudyResult result, PrintWriter out) {
    out.printf("%d cells, %d steps.%n", result.cells(), result.steps());
  }
}
