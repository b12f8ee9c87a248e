package dev.glossa.judge;

import dev.glossa.agreement.Bootstrap;
import dev.glossa.job.Difference;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.job.ShippedFile;
import dev.glossa.job.Version;
import dev.glossa.remote.RemoteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Has answers judged by models (LLM-Eval).
 *
 * <ol>
 *   <li>Reads the answers, or asks the model under test for them.
 *   <li>Asks every judge about every answer, as often as it is to be repeated, and keeps each
 *       judgement as it comes; or reads those that earlier runs have kept.
 *   <li>Adds them up, holds raters against each other, and writes judge.json and judge.html.
 * </ol>
 *
 * <p>In the folder are also judgements.jsonl (prompt, replies, stars), prompt.json and, of a model
 * under test, answers.jsonl. A run that was killed goes on, and asks only what is missing.
 */
public final class JudgeJob extends Job<JudgeResult> {
  /** How servers are asked does not decide what they answer. */
  private static final String REMOTE = "judge.remote.";

  private final JudgeSettings settings;
  private final Map<String, String> environment;

  public JudgeJob(JudgeSettings settings) {
    this(settings, System.getenv());
  }

  /**
   * @param environment where the keys are
   */
  JudgeJob(JudgeSettings settings, Map<String, String> environment) {
    super(JudgeResult.class);
    this.settings = settings;
    this.environment = environment;
    boolean asksModel = settings.model() != null || !settings.questions().isEmpty();
    int sources =
        (settings.answers().isEmpty() ? 0 : 1)
            + (asksModel ? 1 : 0)
            + (settings.replay().isEmpty() ? 0 : 1);
    if (sources != 1 || asksModel && (settings.model() == null || settings.questions().isEmpty())) {
      throw GlossaException.usage(
          "'judge' needs what to judge: --answers, or --model with --questions, or --replay.");
    }
    if (settings.judge().isEmpty() == settings.replay().isEmpty()) {
      throw GlossaException.usage(
          settings.replay().isEmpty()
              ? "'judge' needs a judge: name one by --judge URL#NAME."
              : "--replay asks no judge: leave out --judge.");
    }
    settings.judge().forEach(RemoteModel::parse);
    if (settings.judge().stream().distinct().count() < settings.judge().size()) {
      throw GlossaException.usage("A judge is given twice: use --repeats.");
    }
    if (settings.model() != null) {
      RemoteModel.parse(settings.model());
    }
    positive("--repeats", settings.repeats());
    positive("'judge.asks'", settings.asks());
    positive("'judge.bootstrap-samples'", settings.bootstrapSamples() - 1);
    if (settings.replay().isEmpty()) {
      JudgePrompt.read(settings.prompt());
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw GlossaException.usage("%s is too small.", name);
    }
  }

  @Override
  public String name() {
    return "judge";
  }

  @Override
  protected Record settings() {
    return settings;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(settings.answers());
    inputs.addAll(settings.questions());
    inputs.addAll(settings.replay());
    if (settings.human() != null) {
      inputs.add(settings.human());
    }
    if (settings.replay().isEmpty()
        && ShippedFile.isFile(settings.prompt(), HadoopConfigurations.of(null))) {
      inputs.add(settings.prompt());
    }
    return inputs;
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  protected boolean adaptsTo(Difference difference) {
    return difference.kind() == Difference.Kind.SETTING && difference.name().startsWith(REMOTE);
  }

  @Override
  public List<String> plan() {
    if (!settings.replay().isEmpty()) {
      return List.of("adds up the replies that are kept in " + settings.replay());
    }
    List<String> plan = new ArrayList<>();
    if (settings.model() != null) {
      plan.add("asks %s the questions of %s".formatted(settings.model(), settings.questions()));
    }
    settings
        .judge()
        .forEach(
            judge ->
                plan.add(
                    "asks %s about each answer %d times, with the prompt %s"
                        .formatted(judge, settings.repeats(), settings.prompt())));
    return plan;
  }

  @Override
  protected JudgeResult execute(SparkSession spark, JobContext context)
      throws IOException, InterruptedException {
    context.reopen();
    if (settings.human() != null && settings.replay().isEmpty()) {
      // What is wrong with it is said before a judge is paid.
      HumanScores.read(settings.human(), JudgePrompt.read(settings.prompt()), context.hadoop());
    }
    Judgements judgements =
        settings.replay().isEmpty()
            ? new Asking(settings, environment, context).judgements()
            : Judgements.kept(settings.replay(), context.hadoop());
    if (judgements.all().stream().noneMatch(Judgement::isReadable)) {
      throw GlossaException.badInput(
          "None of %d judgements has stars that can be read: see judgements.jsonl in '%s'.",
          judgements.all().size(), settings.output());
    }
    JudgeResult result = result(judgements, context);
    context.write(JudgeResult.FILE, Json.FILES.writeValueAsBytes(result));
    context.write(
        "judge.html", JudgePage.html(result, judgements.all()).getBytes(StandardCharsets.UTF_8));
    context.count("judgements", judgements.all().size());
    context.count("unreadable", result.unreadable().size());
    context.count("prompt_tokens", sum(judgements, each -> each.usage().prompt()));
    context.count("completion_tokens", sum(judgements, each -> each.usage().completion()));
    return result;
  }

  @Override
  protected void check(JudgeResult result) {
    if (!result.hasEnoughStars()) {
      throw GlossaException.badInput(
          "%.1f %% of the judgements have no stars that can be read, more than"
              + " judge.max-unreadable-share allows: judge.html lists them.",
          100 * result.unreadableShare());
    }
  }

  private static long sum(
      Judgements judgements, java.util.function.ToLongFunction<Judgement> count) {
    return judgements.all().stream().mapToLong(count).sum();
  }

  private JudgeResult result(Judgements judgements, JobContext context) throws IOException {
    JudgePrompt prompt = judgements.prompts().get(0);
    List<HumanScores.Score> people =
        settings.human() == null
            ? List.of()
            : HumanScores.read(settings.human(), prompt, context.hadoop());
    Bootstrap bootstrap = new Bootstrap(settings.bootstrapSamples(), settings.seed());
    Raters raters = new Raters(judgements.all(), people, prompt);
    return new JudgeResult(
        1,
        judgements.prompts(),
        Scores.of(judgements.all(), bootstrap),
        raters.agreement(),
        new Biases(prompt, raters, bootstrap).of(judgements.all()),
        judgements.all().stream()
            .filter(each -> !each.isReadable())
            .map(
                each ->
                    new JudgeResult.Unreadable(
                        each.judge(), each.model(), each.id(), each.repeat(), each.problems()))
            .toList(),
        settings.maxUnreadableShare(),
        raters.matched(),
        settingsByName(),
        new TreeMap<>(Map.of("glossa", Version.CODE, "java", Runtime.version().toString())));
  }

  private SortedMap<String, String> settingsByName() {
    SortedMap<String, String> byName = new TreeMap<>();
    byName.put("repeats", Integer.toString(settings.repeats()));
    byName.put("asks", Integer.toString(settings.asks()));
    byName.put("temperature", String.valueOf(settings.temperature()));
    byName.put("max-tokens", String.valueOf(settings.maxTokens()));
    byName.put("bootstrap-samples", Integer.toString(settings.bootstrapSamples()));
    byName.put("seed", Long.toString(settings.seed()));
    return byName;
  }
}
