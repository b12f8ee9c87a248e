package dev.glossa.study;

import dev.glossa.evaluate.EvaluateJob;
import dev.glossa.evaluate.EvaluateSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.job.JobSettings;
import dev.glossa.pack.PackJob;
import dev.glossa.pack.PackSettings;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitSettings;
import dev.glossa.pretrain.PretrainJob;
import dev.glossa.pretrain.PretrainSettings;
import dev.glossa.tune.TuneJob;
import dev.glossa.tune.TuneSettings;
import dev.glossa.vocabulary.ExtendVocabularyJob;
import dev.glossa.vocabulary.ExtendVocabularySettings;
import dev.glossa.vocabulary.TrainVocabularyJob;
import dev.glossa.vocabulary.TrainVocabularySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo's stages as the jobs that the commands run, with the demo's settings. */
final class DemoStages {
  /** Two workers with one thread each, whatever the machine: the numbers depend on it. */
  private static final int WORKERS = 2;

  private final DemoSettings demo;
  private final DemoLayout layout;
  private final Configuration configuration;
  private final String data;

  DemoStages(DemoSettings demo, DemoLayout layout, Configuration configuration, String data) {
    this.demo = demo;
    this.layout = layout;
    this.configuration = configuration;
    this.data = data;
  }

  PrepareJob prepare() {
    List<String> inputs = demo.inputs().stream().map(input -> data + "/" + input).toList();
    return new PrepareJob(
        settings("prepare", PrepareSettings.class, DemoLayout.PREPARE, Map.of("input", inputs)));
  }

  SplitJob split() {
    return new SplitJob(
        settings(
            "split",
            SplitSettings.class,
            DemoLayout.SPLIT,
            Map.of(
                "input", layout.folder(DemoLayout.PREPARE),
                "languages", List.of("en", demo.target()),
                "held-out-permille", demo.heldOutPermille())));
  }

  Job<?> baseTokenizer() {
    return new TrainVocabularyJob(
        settings(
            "vocab.train",
            TrainVocabularySettings.class,
            DemoLayout.BASE_TOKENIZER,
            likeLlama(demo.vocabularySize(), train("en"))));
  }

  /** Settings of {@code vocab.train}, as LLaMA's own tokenizer was trained. */
  static Map<String, Object> likeLlama(int pieces, String text) {
    return Map.of(
        "input", List.of(text),
        "flags.vocab-size", Integer.toString(pieces),
        "flags.byte-fallback", "true",
        "flags.split-digits", "true",
        "flags.normalization-rule-name", "identity",
        "flags.remove-extra-whitespaces", "false",
        "flags.allow-whitespace-only-pieces", "true");
  }

  Job<?> extendedTokenizer() {
    return new ExtendVocabularyJob(
        settings(
            "vocab.extend",
            ExtendVocabularySettings.class,
            DemoLayout.EXTENDED_TOKENIZER,
            Map.of(
                "base", layout.folder(DemoLayout.BASE_TOKENIZER),
                "input", List.of(train(demo.target())),
                "add", demo.addedPieces())));
  }

  Job<?> fertility() {
    return new FertilityJob(
        settings(
            "fertility",
            FertilitySettings.class,
            DemoLayout.FERTILITY,
            Map.of(
                "before", layout.folder(DemoLayout.BASE_TOKENIZER),
                "after", layout.folder(DemoLayout.EXTENDED_TOKENIZER),
                "texts", Map.of("en", heldOut("en"), demo.target(), heldOut(demo.target())))));
  }

  /** Both languages with both tokenizers. */
  List<Job<?>> blocks() {
    return List.of(
        pack(DemoLayout.BLOCKS_ENGLISH, "en", DemoLayout.BASE_TOKENIZER),
        pack(DemoLayout.BLOCKS_ENGLISH_EXTENDED, "en", DemoLayout.EXTENDED_TOKENIZER),
        pack(DemoLayout.BLOCKS_TARGET, demo.target(), DemoLayout.BASE_TOKENIZER),
        pack(DemoLayout.BLOCKS_TARGET_EXTENDED, demo.target(), DemoLayout.EXTENDED_TOKENIZER));
  }

  private Job<?> pack(String stage, String language, String tokenizer) {
    return new PackJob(
        settings(
            "pack",
            PackSettings.class,
            stage,
            Map.of(
                "input", List.of(train(language)),
                "tokenizer", layout.folder(tokenizer),
                "length", demo.length())));
  }

  Job<?> initialModel() {
    return new InitJob(
        settings(
            "init",
            InitSettings.class,
            "model-initial",
            Map.of(
                "config", demo.model(),
                "tokenizer", layout.folder(DemoLayout.BASE_TOKENIZER))));
  }

  Job<?> grownModel() {
    return new InitJob(
        settings(
            "init",
            InitSettings.class,
            "model-grown",
            Map.of(
                "model", layout.model("base"),
                "tokenizer", layout.folder(DemoLayout.EXTENDED_TOKENIZER),
                "new-rows", "mean")));
  }

  Job<?> base() {
    return pretrain("base", "initial", demo.baseSteps(), DemoLayout.BLOCKS_ENGLISH);
  }

  /** One of {@link DemoLayout#WAYS}. */
  Job<?> further(String way) {
    return switch (way) {
      case "original" -> pretrain(way, "base", demo.targetSteps(), DemoLayout.BLOCKS_TARGET);
      case "extended" ->
          pretrain(way, "grown", demo.targetSteps(), DemoLayout.BLOCKS_TARGET_EXTENDED);
      case "mixed" ->
          pretrain(
              way,
              "grown",
              demo.targetSteps(),
              DemoLayout.BLOCKS_TARGET_EXTENDED,
              DemoLayout.BLOCKS_ENGLISH_EXTENDED + "=" + demo.englishWeight());
      default -> throw new IllegalArgumentException(way);
    };
  }

  private PretrainJob pretrain(String step, String from, int steps, String... blocks) {
    return new PretrainJob(
        settings(
            "pretrain",
            PretrainSettings.class,
            DemoLayout.training(step),
            training(
                demo.learningRate(),
                Map.of(
                    "model",
                    layout.model(from),
                    "data",
                    List.of(blocks).stream().map(layout::folder).toList(),
                    "steps",
                    steps,
                    "warmup-steps",
                    steps / 10))));
  }

  Job<?> tune(String best) {
    return new TuneJob(
        settings(
            "tune",
            TuneSettings.class,
            "tune",
            training(
                demo.learningRate() / 2,
                Map.of(
                    "model", layout.model(best),
                    "data",
                        List.of(
                            data + "/instructions/" + demo.target() + ".jsonl",
                            data + "/instructions/en.jsonl"),
                    "length", demo.length(),
                    "epochs", demo.tuneEpochs()))));
  }

  Job<?> evaluate(String step, String language) {
    return new EvaluateJob(
        settings(
            "evaluate",
            EvaluateSettings.class,
            DemoLayout.evaluation(step, language),
            Map.of(
                "model", layout.model(step),
                "task", List.of("perplexity"),
                "data", heldOut(language))));
  }

  Job<?> questions(String step) {
    return new EvaluateJob(
        settings(
            "evaluate",
            EvaluateSettings.class,
            DemoLayout.questions(step),
            Map.of(
                "model", layout.model(step),
                "task", List.of("mmlu"),
                "data", data + "/questions",
                "shots", demo.shots())));
  }

  Job<?> continuation(List<String> prompts) {
    return new ContinuationJob(
        settings(
            "continuation",
            ContinuationSettings.class,
            DemoLayout.CONTINUATION,
            Map.of("model", layout.model(DemoLayout.TUNED), "prompts", prompts)));
  }

  private Map<String, Object> training(double learningRate, Map<String, ?> values) {
    Map<String, Object> keys = new HashMap<>(values);
    keys.put("learning-rate", learningRate);
    keys.put("workers", WORKERS);
    keys.put("batch-size", demo.batchSize());
    keys.put("local-steps", demo.localSteps());
    keys.put("checkpoint-every", demo.checkpointEvery());
    return keys;
  }

  private String heldOut(String language) {
    return SplitJob.heldOut(layout.folder(DemoLayout.SPLIT), language);
  }

  private String train(String language) {
    return SplitJob.train(layout.folder(DemoLayout.SPLIT), language);
  }

  private <T extends Record> T settings(
      String section, Class<T> type, String stage, Map<String, ?> values) {
    return new JobSettings(configuration).of(section, type, layout.folder(stage), values);
  }
}
