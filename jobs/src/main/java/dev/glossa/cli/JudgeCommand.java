package dev.glossa.cli;

import dev.glossa.evaluate.Metric;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.judge.JudgeJob;
import dev.glossa.judge.JudgeResult;
import dev.glossa.judge.JudgeSettings;
import dev.glossa.judge.Scores;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa judge}. */
@Command(
    name = "judge",
    description = {
      "Has answers judged by a model behind an OpenAI-compatible server (LLM-Eval): stars for"
          + " accuracy, fluency, informativeness, logicality and harmlessness, by category and"
          + " language.",
      "Keys come from GLOSSA_API_KEY (the model under test) and GLOSSA_JUDGE_API_KEY. Every"
          + " judgement is kept as it comes: a run that was killed is simply run again.",
      "Writes judge.json, judge.html, judgements.jsonl, prompt.json, and answers.jsonl of a model."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example:  glossa judge --answers answers.jsonl --judge https://models.example/v1#judge"
          + " --output judged"
    })
final class JudgeCommand extends JobCommand<JudgeResult> {

  @Option(
      names = "--answers",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Answers with their questions: LLMEval's JSON, the output of generate, or JSONL with"
              + " question, answer, reference, category.")
  List<String> answers;

  @Option(
      names = "--model",
      paramLabel = "URL#NAME",
      description = "Instead: the model that answers --questions.")
  String model;

  @Option(
      names = "--questions",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Questions for --model: LLMEval's JSON, BELLE's eval_set.json, or one's own; a file or"
              + " folder for each language.")
  List<String> questions;

  @Option(
      names = "--replay",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "Instead: output folders of earlier runs, whose replies are read and added up again; asks"
              + " nobody.")
  List<String> replay;

  @Option(
      names = "--judge",
      arity = "1..*",
      paramLabel = "URL#NAME",
      description = "The judge, as https://models.example/v1#judge; several are compared.")
  List<String> judges;

  @Option(
      names = "--prompt",
      paramLabel = "FILE",
      description =
          "What the judge is asked: a file, or a name in conf/judge: stars-1-3 (default) or"
              + " stars-0-3, both Glossa's own.")
  String prompt;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "How often each answer is judged (default: 1).")
  Integer repeats;

  @Option(
      names = "--human",
      paramLabel = "CSV",
      description =
          "People's stars to hold the judges against: question_uuid, metric, score, and user_id,"
              + " llm_name and language if there are several.")
  String human;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  String output;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "judge.answers", answers);
    put(settings, "judge.model", model);
    put(settings, "judge.questions", questions);
    put(settings, "judge.replay", replay);
    put(settings, "judge.judge", judges);
    put(settings, "judge.prompt", prompt);
    put(settings, "judge.repeats", repeats);
    put(settings, "judge.human", human);
    put(settings, "judge.output", output);
  }

  @Override
  protected Job<JudgeResult> job(Configuration configuration) {
    return new JudgeJob(configuration.section("judge", JudgeSettings.class));
  }

  @Override
  protected void print(JudgeResult result, PrintWriter out) {
    List<String> columns = result.columns();
    for (Scores scores : result.results()) {
      out.println(
          scores.model().isEmpty()
              ? "judged by " + scores.judge()
              : scores.model() + ", judged by " + scores.judge());
      out.printf("%-24s", "");
      columns.forEach(column -> out.printf(" %15s", column));
      out.printf(" %17s %9s%n", "95 % of average", "questions");
      scores.categories().forEach((category, row) -> print(category, columns, row, out));
      if (scores.languages().size() > 1) {
        scores.languages().forEach((language, row) -> print(language, columns, row, out));
      }
      print("all", columns, scores.overall(), out);
    }
    out.printf(
        "%,d of %,d judgements have no stars; %s/judge.html shows more.%n",
        result.unreadable().size(), result.judgements(), output);
  }

  private static void print(
      String name, List<String> columns, Map<String, Metric> row, PrintWriter out) {
    Metric average = row.get(Scores.AVERAGE);
    if (average == null) {
      return;
    }
    out.printf("%-24s", name);
    columns.forEach(column -> out.printf(Locale.ROOT, " %15.3f", row.get(column).value()));
    List<Double> interval = average.interval();
    out.printf(
        Locale.ROOT,
        " %17s %9d%n",
        interval == null
            ? ""
            : String.format(Locale.ROOT, "%.3f … %.3f", interval.get(0), interval.get(1)),
        average.n());
  }
}
