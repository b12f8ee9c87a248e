package dev.glossa.cli;

import dev.glossa.evaluate.EvaluateJob;
import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.evaluate.EvaluateSettings;
import dev.glossa.evaluate.Requirement;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a model, item by item: perplexity and bits per byte on documents, and benchmarks as"
          + " their authors ask and score them: MMLU, CMMLU and C-Eval with 5 examples, AGIEval and"
          + " GAOKAO-Bench without; answers for the languages that they go over to, and beside"
          + " reference answers (chrF).",
      "Writes results.json, evaluate.html and the table items; a run that was killed goes on where it"
          + " was."
    },
    footer = {
      "",
      "Example:  glossa evaluate --model model --task perplexity --data heldout.jsonl --output eval",
      "          glossa evaluate --model model --task mmlu --data mmlu --output eval"
          + " --require 'mmlu.acc>=0.3'"
    })
final class EvaluateCommand extends JobCommand<EvaluateResult> {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A Hugging Face folder, or URL#NAME of an OpenAI-compatible server, whose key is the value of"
              + " GLOSSA_API_KEY.")
  String model;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      split = ",",
      description =
          "perplexity, mmlu, cmmlu, ceval, agieval, gaokao, code-switching, response, or the name of a folder"
              + " in --data with a task.conf of your own; may be repeated.")
  List<String> tasks;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "What is measured on: documents, or a benchmark as its authors published it (C-Eval also"
              + " as its zip); with several tasks a folder with an entry of each task's name.")
  String data;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  String output;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "Prompts and rules: official (default) or harness (lm-evaluation-harness).")
  String mode;

  @Option(
      names = "--setting",
      paramLabel = "NAME",
      description = "How a task asks, one of its own ways: conf/reference.conf lists them.")
  String setting;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Tokens of an answer in words (default: the task's own number).")
  Integer maxNewTokens;

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "Examples in a prompt (default: the task's own number).")
  Integer shots;

  @Option(
      names = "--require",
      paramLabel = "TASK.METRIC<=X",
      description =
          "End with exit code 5 unless this holds (<=, <, >=, >); may be repeated. The results are"
              + " written all the same.")
  List<String> requirements = List.of();

  @Override
  protected void settings(Map<String, Object> settings) {
    requirements.forEach(Requirement::parse);
    put(settings, "evaluate.model", model);
    put(settings, "evaluate.task", tasks);
    put(settings, "evaluate.data", data);
    put(settings, "evaluate.output", output);
    put(settings, "evaluate.mode", mode);
    put(settings, "evaluate.setting", setting);
    put(settings, "evaluate.shots", shots);
    put(settings, "evaluate.max-new-tokens", maxNewTokens);
  }

  @Override
  protected Job<EvaluateResult> job(Configuration configuration) {
    EvaluateSettings settings = configuration.section("evaluate", EvaluateSettings.class);
    requirements.stream()
        .map(Requirement::parse)
        .forEach(required -> required.requireOneOf(settings.task()));
    return new EvaluateJob(settings);
  }

  @Override
  protected void print(EvaluateResult result, PrintWriter out) {
    out.printf(
        "%-12s %-18s %12s %10s %25s %8s%n", "task", "metric", "value", "stderr", "95 %", "n");
    result
        .results()
        .forEach(
            (task, metrics) ->
                metrics.forEach(
                    (name, metric) ->
                        out.printf(
                            Locale.ROOT,
                            "%-12s %-18s %12.4f %10s %25s %8d%n",
                            task,
                            name,
                            metric.value(),
                            metric.stderr() == null ? "" : "%.4f".formatted(metric.stderr()),
                            metric.interval() == null
                                ? ""
                                : "%.4f … %.4f"
                                    .formatted(metric.interval().get(0), metric.interval().get(1)),
                            metric.n())));
    out.printf("%s/evaluate.html shows them, with items.%n", output);
  }

  @Override
  protected void check(EvaluateResult result) {
    requirements.stream().map(Requirement::parse).forEach(required -> required.check(result));
  }
}
