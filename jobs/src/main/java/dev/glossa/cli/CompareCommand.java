package dev.glossa.cli;

import dev.glossa.evaluate.CompareJob;
import dev.glossa.evaluate.CompareResult;
import dev.glossa.evaluate.CompareResult.Comparison;
import dev.glossa.evaluate.CompareSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Sets two evaluations of the same items side by side: per task, metric and subject, with"
          + " paired tests and intervals, and the items that changed.",
      "Writes compare.json, changed.jsonl and compare.html."
    },
    footer = {
      "",
      "Example:  glossa compare --input base-eval --input tuned-eval --output comparison"
    })
final class CompareCommand extends JobCommand<CompareResult> {
  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "An output folder of 'glossa evaluate'; given twice.")
  List<String> inputs;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  String output;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "compare.input", inputs);
    put(settings, "compare.output", output);
  }

  @Override
  protected Job<CompareResult> job(Configuration configuration) {
    return new CompareJob(configuration.section("compare", CompareSettings.class));
  }

  @Override
  protected void print(CompareResult result, PrintWriter out) {
    out.printf(
        "%-12s %-18s %10s %10s %11s %23s %9s %8s%n",
        "task", "metric", "first", "second", "difference", "95 %", "p", "n");
    result
        .tasks()
        .forEach(
            (task, comparison) -> {
              comparison.metrics().forEach((metric, value) -> print(task, metric, value, out));
              out.printf(
                  "%-12s %,d items only the second has right, %,d only the first%n",
                  task, comparison.gained(), comparison.lost());
            });
    out.printf("%s/compare.html shows them.%n", output);
  }

  private static void print(String task, String metric, Comparison value, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-12s %-18s %10.4f %10.4f %+11.4f %23s %9.2g %8d%n",
        task,
        metric,
        value.first(),
        value.second(),
        value.difference(),
        String.format(
            Locale.ROOT, "%+.4f … %+.4f", value.interval().get(0), value.interval().get(1)),
        value.pValue(),
        value.n());
  }
}
