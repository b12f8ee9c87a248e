package dev.glossa.study;

import dev.glossa.evaluate.EvaluateJob;
import dev.glossa.evaluate.EvaluateSettings;
import dev.glossa.job.JobSettings;
import dev.glossa.judge.JudgeJob;
import dev.glossa.judge.JudgeSettings;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitSettings;
import dev.glossa.pretrain.PretrainJob;
import dev.glossa.pretrain.PretrainSettings;
import dev.glossa.pretrain.TrainingOptions;
import dev.glossa.tune.TuneJob;
import dev.glossa.tune.TuneSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * The steps of each cell: text to tokens, a model, its vocabulary, further pretraining, tuning, and
 * what is measured after each.
 */
final class StudySteps {
  private static final String MODEL = "/model";

  /** A document to measure on has about so many tokens, as those of the paper. */
  private static final long DOCUMENT_TOKENS = 500;

  private final StudySettings study;
  private final JobSettings jobs;
  private final StepIdentity identity;
  private final StudyData data;
  private final List<Cell> cells;
  private final Set<String> tunedLanguages;
  private final TrainingOptions pretraining;
  private final TuneSettings tuning;

  /**
   * @param study with the chosen size
   * @param configuration of the jobs
   */
  StudySteps(
      StudySettings study, dev.glossa.job.Configuration configuration, Configuration hadoop) {
    this.study = study;
    this.jobs = new JobSettings(configuration);
    this.identity = new StepIdentity(hadoop);
    this.data = new StudyData(study, jobs, identity);
    this.pretraining = jobs.of("pretrain", PretrainSettings.class, "", Map.of()).training();
    this.tuning = jobs.of("tune", TuneSettings.class, "", Map.of());
    this.cells = Grid.cells(study.scale().grids(), study.scale().seeds());
    this.tunedLanguages =
        cells.stream()
            .map(Cell::factors)
            .filter(factors -> factors.instructions() > 0)
            .map(Factors::language)
            .collect(Collectors.toSet());
  }

  /** All cells with their steps. */
  List<CellSteps> cells() {
    return cells.stream().map(this::steps).toList();
  }

  /** The PATHs from outside that steps of these cells read and under which something is there. */
  List<String> there(List<CellSteps> some) {
    return outside(some).filter(identity::isThere).toList();
  }

  /** Those under which nothing is there. */
  List<String> missing(List<CellSteps> some) {
    return outside(some).filter(path -> !identity.isThere(path)).toList();
  }

  private static Stream<String> outside(List<CellSteps> cells) {
    return CellSteps.distinct(cells).stream().flatMap(step -> step.outside().stream()).distinct();
  }

  private CellSteps steps(Cell cell) {
    Map<String, Step> steps = new LinkedHashMap<>();
    Factors factors = cell.factors();
    String language = factors.language();
    for (String each : List.of(StudyData.ENGLISH, language)) {
      steps.put("prepare-" + each, data.prepare(each));
      steps.put("split-" + each, data.split(each));
    }
    Step heldOut = data.heldOut(language, tunedLanguages.contains(language));
    steps.put("held-out", heldOut);
    Origin model = base(cell.seed(), steps);
    measure("base", model, heldOut, true, steps);
    Origin tokenizer = data.tokenizer(language, factors.addedPieces());
    if (factors.addedPieces() > 0) {
      steps.put("vocabulary", tokenizer.step());
      model = add("init", grown(model, tokenizer, cell.seed()), "", steps);
      measure("init", model, heldOut, false, steps);
    }
    if (factors.pretrainTokens() > 0) {
      model = add("pretrain", pretrain(model, tokenizer, cell, steps), MODEL, steps);
      measure("pretrain", model, heldOut, factors.instructions() == 0, steps);
    }
    if (factors.instructions() > 0) {
      Step sample = data.sample(language, factors.instructions(), cell.seed());
      steps.put("sample", sample);
      model = add("tune", tune(model, sample, cell), MODEL, steps);
      measure("tune", model, heldOut, true, steps);
    }
    return new CellSteps(cell, steps);
  }

  private static Origin add(String name, Step step, String model, Map<String, Step> steps) {
    steps.put(name, step);
    return step.at(model);
  }

  /** The model before its transfer: the one that is given, or one trained on English. */
  private Origin base(long seed, Map<String, Step> steps) {
    if (study.model() != null) {
      return Origin.outside(study.model());
    }
    Step tokenizer = data.tokenizer();
    steps.put("tokenizer", tokenizer);
    Origin begun = add("new-model", newModel(tokenizer.at(""), seed), "", steps);
    Step blocks = data.pack(StudyData.ENGLISH, tokenizer.at(""));
    steps.put("pack-en", blocks);
    Step base =
        pretrain(StepKind.BASE, study.scale().baseTokens(), begun, Map.of(blocks, ""), seed);
    return add("base", base, MODEL, steps);
  }

  private Step newModel(Origin tokenizer, long seed) {
    return Step.of(
        StepKind.NEW_MODEL,
        0,
        List.of(tokenizer),
        identity,
        (root, output) ->
            jobs.of(
                "init",
                InitSettings.class,
                output,
                Map.of("config", study.scale().architecture(), "tokenizer", tokenizer.in(root)),
                seed),
        InitJob::new);
  }

  private Step grown(Origin model, Origin tokenizer, long seed) {
    return Step.of(
        StepKind.INIT,
        0,
        List.of(model, tokenizer),
        identity,
        (root, output) ->
            jobs.of(
                "init",
                InitSettings.class,
                output,
                Map.of("model", model.in(root), "tokenizer", tokenizer.in(root)),
                seed),
        InitJob::new);
  }

  private Step pretrain(Origin model, Origin tokenizer, Cell cell, Map<String, Step> steps) {
    Factors factors = cell.factors();
    Map<Step, String> blocks = new LinkedHashMap<>();
    Step own = data.pack(factors.language(), tokenizer);
    steps.put("pack", own);
    blocks.put(own, "");
    if (factors.englishShare() > 0) {
      Step english = data.pack(StudyData.ENGLISH, tokenizer);
      steps.put("pack-mixed", english);
      blocks.put(english, "=" + factors.englishShare() / (1 - factors.englishShare()));
    }
    return pretrain(StepKind.PRETRAIN, factors.pretrainTokens(), model, blocks, cell.seed());
  }

  /**
   * @param blocks steps that pack → what follows their path
   */
  private Step pretrain(
      StepKind kind, long tokens, Origin model, Map<Step, String> blocks, long seed) {
    List<Origin> inputs = new ArrayList<>(List.of(model));
    blocks.keySet().forEach(packed -> inputs.add(packed.at("")));
    long steps = Math.max(1, Math.round((double) tokens / tokensPerStep()));
    return Step.of(
        kind,
        tokens,
        inputs,
        identity,
        (root, output) ->
            jobs.of(
                "pretrain",
                PretrainSettings.class,
                output,
                Map.of(
                    "model",
                    model.in(root),
                    "data",
                    blocks.entrySet().stream()
                        .map(packed -> packed.getKey().folder(root) + packed.getValue())
                        .toList(),
                    "steps",
                    steps,
                    "warmup-steps",
                    steps / 10),
                seed),
        PretrainJob::new);
  }

  private long tokensPerStep() {
    return (long) pretraining.workers()
        * pretraining.batchSize()
        * pretraining.gradientAccumulation()
        * study.scale().length();
  }

  /** How models are pretrained. */
  TrainingOptions pretraining() {
    return pretraining;
  }

  private Step tune(Origin model, Step sample, Cell cell) {
    Origin instructions = sample.at(SampleJob.INSTRUCTIONS);
    return Step.of(
        StepKind.TUNE,
        Math.round(cell.factors().instructions() * tuning.epochs() * study.scale().length()),
        List.of(model, instructions),
        identity,
        (root, output) ->
            jobs.of(
                "tune",
                TuneSettings.class,
                output,
                Map.of(
                    "model", model.in(root),
                    "data", List.of(instructions.in(root)),
                    "length", study.scale().length(),
                    // Adapters alone cannot be measured.
                    "merge", tuning.adapters().any()),
                cell.seed()),
        TuneJob::new);
  }

  /**
   * Measures the model of a step.
   *
   * @param knows whether it is put to the benchmarks of knowledge, too
   */
  private void measure(
      String name, Origin model, Step heldOut, boolean knows, Map<String, Step> steps) {
    boolean tuned = name.equals("tune");
    Origin texts = heldOut.at("");
    Map<String, Object> ofTexts =
        new HashMap<>(Map.of("task", tuned ? HeldOutJob.OF_ANSWERS : HeldOutJob.OF_TEXT));
    // These are for benchmarks, if they are given at all.
    ofTexts.put("setting", null);
    ofTexts.put("split", null);
    ofTexts.put("shots", null);
    steps.put(
        "evaluate-" + name,
        evaluate(
            StepKind.EVALUATE,
            2 * study.scale().heldOutDocuments() * DOCUMENT_TOKENS,
            model,
            texts,
            ofTexts));
    if (tuned && study.judge().judges()) {
      Step answers = answers(steps.get("evaluate-" + name).at(""));
      steps.put("answers-" + name, answers);
      steps.put("judge-" + name, judge(answers.at(AnswersJob.ANSWERS)));
    }
    KnowledgeSettings knowledge = study.knowledge();
    if (knows && !knowledge.task().isEmpty()) {
      Map<String, Object> values = new HashMap<>(Map.of("task", knowledge.task()));
      values.put("shots", knowledge.shots());
      steps.put(
          "knowledge-" + name,
          evaluate(StepKind.KNOWLEDGE, 0, model, Origin.outside(knowledge.data()), values));
    }
  }

  private Step answers(Origin evaluation) {
    return Step.of(
        StepKind.ANSWERS,
        0,
        List.of(evaluation),
        identity,
        (root, output) -> new AnswersSettings(evaluation.in(root), output),
        AnswersJob::new);
  }

  private Step judge(Origin answers) {
    JudgingSettings judging = study.judge();
    List<Origin> inputs = new ArrayList<>(List.of(answers));
    if (identity.isThere(judging.prompt())) {
      inputs.add(Origin.outside(judging.prompt()));
    }
    return Step.of(
        StepKind.JUDGE,
        0,
        inputs,
        identity,
        (root, output) ->
            jobs.of(
                "judge",
                JudgeSettings.class,
                output,
                Map.of(
                    "answers", List.of(answers.in(root)),
                    "judge", List.of(judging.judge()),
                    "prompt", judging.prompt())),
        JudgeJob::new);
  }

  private Step evaluate(
      StepKind kind, long tokens, Origin model, Origin on, Map<String, ?> values) {
    return Step.of(
        kind,
        tokens,
        List.of(model, on),
        identity,
        (root, output) -> {
          Map<String, Object> keys = new HashMap<>(values);
          keys.put("model", model.in(root));
          keys.put("data", on.in(root));
          return jobs.of("evaluate", EvaluateSettings.class, output, keys);
        },
        EvaluateJob::new);
  }
}
