package dev.glossa.study;

import dev.glossa.job.ByteSize;
import dev.glossa.model.LlamaConfig;
import dev.glossa.pretrain.TrainingMemory;
import dev.glossa.pretrain.TrainingOptions;
import dev.glossa.pretrain.TrainingRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a study would do, and what it would take: steps, tokens, time, memory, disk. */
final class StudyPlan {
  /** Steps that there are only where no model is given. */
  private static final Set<StepKind> OF_OWN_MODEL =
      EnumSet.of(StepKind.TOKENIZER, StepKind.NEW_MODEL, StepKind.BASE);

  /** A forward pass takes a third of the operations of a training step. */
  private static final int TRAINED_FOR_SCORED = 3;

  private final StudySettings study;
  private final List<CellSteps> cells;
  private final TrainingOptions options;
  private final LlamaConfig model;
  private final List<String> missing;
  private final List<Step> steps;

  /**
   * @param options of further pretraining
   * @param model with the largest vocabulary
   * @param missing PATHs under which nothing is there yet
   */
  StudyPlan(
      StudySettings study,
      List<CellSteps> cells,
      TrainingOptions options,
      LlamaConfig model,
      List<String> missing) {
    this.study = study;
    this.cells = cells;
    this.options = options;
    this.model = model;
    this.missing = missing;
    this.steps =
        CellSteps.distinct(cells).stream()
            .filter(step -> !needsModel(study) || !OF_OWN_MODEL.contains(step.kind()))
            .toList();
  }

  /** Whether a model has to be given, and is not. */
  static boolean needsModel(StudySettings study) {
    return study.model() == null && study.scale().baseTokens() == 0;
  }

  /** Measures, and says it in lines. */
  List<String> lines() {
    // A setting that makes no sense is refused before anything runs.
    steps.forEach(step -> step.in(study.output()));
    List<String> lines = new ArrayList<>();
    int factors = cells.size() / (int) cells.stream().map(c -> c.cell().seed()).distinct().count();
    lines.add(
        "%d cells (%d combinations, each with %d seeds), %d steps:"
            .formatted(cells.size(), factors, cells.size() / factors, steps.size()));
    for (Map.Entry<StepKind, long[]> kind : byKind().entrySet()) {
      long tokens = kind.getValue()[1];
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-12s %6d steps%s",
                  kind.getKey().label(),
                  kind.getValue()[0],
                  tokens == 0 ? "" : "  about %,d tokens".formatted(tokens))
              .stripTrailing());
    }
    TrainingMemory memory = TrainingMemory.inOneProcess(model, options, study.scale().length());
    TrainingRate rate = rate(memory);
    lines.add(
        "model   %s: %,d parameters%s"
            .formatted(
                study.model() == null ? study.scale().architecture() : study.model(),
                model.parameterCount(),
                needsModel(study) ? "; name your folder of it by -Dstudy.model=MODEL" : ""));
    lines.add(
        "time    about %s for training and measuring: %,.0f tokens/s of a worker (%s), %d at once;"
                .formatted(time(seconds(rate)), rate.tokensPerSecond(), rate.origin(), atOnce())
            + " preparing the texts, answers in words%s and each step's own start are not in it"
                .formatted(study.knowledge().task().isEmpty() ? "" : ", examinations"));
    lines.add("memory  " + memory.describe());
    lines.add("disk    " + disk());
    if (study.judge().judges()) {
      long judged = steps.stream().filter(step -> step.kind() == StepKind.JUDGE).count();
      lines.add(
          "judge   %s is asked about at most %,d answers"
              .formatted(study.judge().judge(), judged * study.scale().heldOutInstructions()));
    }
    missing.forEach(path -> lines.add("missing " + missing(path)));
    return lines;
  }

  /** What to do about a PATH under which nothing is there, without an end. */
  static String missing(String path) {
    return "nothing is there under '%s': name texts by study.corpus.LANG, instructions by study.instructions.LANG"
        .formatted(path);
  }

  private Map<StepKind, long[]> byKind() {
    Map<StepKind, long[]> kinds = new EnumMap<>(StepKind.class);
    for (Step step : steps) {
      long[] sums = kinds.computeIfAbsent(step.kind(), kind -> new long[2]);
      sums[0]++;
      sums[1] += step.tokens();
    }
    return kinds;
  }

  private TrainingRate rate(TrainingMemory memory) {
    int length = study.scale().length();
    if (study.scale().workerTeraflops() != null) {
      return TrainingRate.computed(model, length, study.scale().workerTeraflops());
    }
    return TrainingRate.here(model, options.batchSize(), length, memory.worker().total());
  }

  /** Workers that compute at the same time. */
  private int atOnce() {
    return study.scale().workerTeraflops() != null
        ? options.workers()
        : Math.min(options.workers(), Runtime.getRuntime().availableProcessors());
  }

  private double seconds(TrainingRate rate) {
    double trained = 0;
    double scored = 0;
    for (Step step : steps) {
      trained += step.kind().trains() ? step.tokens() : 0;
      scored += step.kind().scores() ? step.tokens() : 0;
    }
    return (trained + scored / TRAINED_FOR_SCORED) / (rate.tokensPerSecond() * atOnce());
  }

  private String disk() {
    long weights = model.parameterCount() * Float.BYTES;
    long models = steps.stream().filter(step -> step.kind().makesModel()).count();
    long checkpoints = options.checkpointBytes(weights, options.workers());
    return "%s for %d models of %s, %s for the checkpoints of the training that runs"
        .formatted(
            new ByteSize(models * weights),
            models,
            new ByteSize(weights),
            new ByteSize(checkpoints));
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? "%,d h %02d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min".formatted(Math.max(1, time.toMinutes()));
  }
}
