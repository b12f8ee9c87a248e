package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.study.StudyJob;
import dev.glossa.study.StudyResult;
import java.io.PrintWriter;
import java.util.Map;
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
          + " in which a step failed does only what is missing. --dry-run measures what it will take."
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

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "study.size", size);
    put(settings, "study.output", output);
  }

  @Override
  protected Job<StudyResult> job(Configuration configuration) {
    return new StudyJob(configuration);
  }

  @Override
  protected void print(StudyResult result, PrintWriter out) {
    out.printf("%d cells, %d steps.%n", result.cells(), result.steps());
  }
}
