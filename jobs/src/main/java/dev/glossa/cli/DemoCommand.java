package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.study.DemoJob;
import dev.glossa.study.DemoResult;
import dev.glossa.study.DemoSettings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Raw multilingual text to a report, in one run of a few minutes on the bundled data: prepare,"
          + " vocabulary, tokens, a tiny LLaMA trained on English and moved to another language in"
          + " three ways, instruction tuning, evaluation.",
      "A second run finds everything done; a run that was killed goes on where it was."
    },
    footer = {"", "Example:  glossa demo --output demo --target id"})
final class DemoCommand extends JobCommand<DemoResult> {
  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  String output;

  @Option(
      names = "--target",
      paramLabel = "LANG",
      description = "The language to move to: zh (default), id, hi, ar, sw or ta.")
  String target;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "demo.output", output);
    put(settings, "demo.target", target);
  }

  @Override
  protected Job<DemoResult> job(Configuration configuration) {
    return new DemoJob(configuration.section("demo", DemoSettings.class), configuration);
  }

  @Override
  protected void print(DemoResult result, PrintWriter out) {
    out.println();
    out.println("Bits per byte on held-out text (fewer is better)   base model   " + result.best());
    print(out, result.target(), result.targetBitsPerByteBefore(), result.targetBitsPerByteAfter());
    print(out, "en", result.englishBitsPerByteBefore(), result.englishBitsPerByteAfter());
    out.println();
    out.println("The model is tiny: the numbers show the way, not a result.");
    out.println("Report:  " + output + "/report.html");
  }

  private static void print(PrintWriter out, String language, double before, double after) {
    out.println(String.format(Locale.ROOT, "  %-48s %10.3f   %10.3f", language, before, after));
  }
}
