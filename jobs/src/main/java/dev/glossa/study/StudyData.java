package dev.glossa.study;

import dev.glossa.job.JobSettings;
import dev.glossa.pack.PackJob;
import dev.glossa.pack.PackSettings;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import dev.glossa.vocabulary.ExtendVocabularyJob;
import dev.glossa.vocabulary.ExtendVocabularySettings;
import dev.glossa.vocabulary.TrainVocabularyJob;
import dev.glossa.vocabulary.TrainVocabularySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The steps of a study up to blocks and instructions to train on, and texts to measure on. */
final class StudyData {
  static final String ENGLISH = "en";

  private final StudySettings study;
  private final JobSettings jobs;
  private final StepIdentity identity;
  private final Map<String, Step> made = new HashMap<>();

  StudyData(StudySettings study, JobSettings jobs, StepIdentity identity) {
    this.study = study;
    this.jobs = jobs;
    this.identity = identity;
  }

  /** A step that many cells have; computing its identity anew takes longer than looking it up. */
  private Step once(String name, Supplier<Step> step) {
    Step known = made.get(name);
    if (known == null) {
      known = step.get();
      made.put(name, known);
    }
    return known;
  }

  /** The texts of a language, cleaned. */
  Step prepare(String language) {
    return once("prepare " + language, () -> newPrepare(language));
  }

  private Step newPrepare(String language) {
    List<Origin> inputs = texts(language).stream().map(Origin::outside).toList();
    return Step.of(
        StepKind.PREPARE,
        0,
        inputs,
        identity,
        (root, output) ->
            jobs.of("prepare", PrepareSettings.class, output, Map.of("input", paths(root, inputs))),
        PrepareJob::new);
  }

  /** The PATHs of a language's texts. */
  private List<String> texts(String language) {
    String own = study.corpus().get(language);
    if (own != null) {
      return List.of(own);
    }
    String bundled = BundledData.folder(study.data(), "study.data");
    return study.bundled().stream().map(part -> bundled + "/" + part).toList();
  }

  /** The PATH of a language's instructions. */
  private Origin instructions(String language) {
    String own = study.instructions().get(language);
    return Origin.outside(
        own != null
            ? own
            : BundledData.folder(study.data(), "study.data")
                + "/instructions/"
                + language
                + ".jsonl");
  }

  private static List<String> paths(String root, List<Origin> inputs) {
    return inputs.stream().map(input -> input.in(root)).toList();
  }

  /** The texts of a language, some of them held out. */
  Step split(String language) {
    return once("split " + language, () -> newSplit(language));
  }

  private Step newSplit(String language) {
    Origin prepared = prepare(language).at("");
    return Step.of(
        StepKind.SPLIT,
        0,
        List.of(prepared),
        identity,
        (root, output) ->
            new SplitSettings(
                prepared.in(root), output, List.of(language), study.scale().heldOutPermille()),
        SplitJob::new);
  }

  private Origin train(String language) {
    return split(language).at(SplitJob.train("", language));
  }

  /**
   * What models of a language are measured on.
   *
   * @param tuned whether some of them are tuned
   */
  Step heldOut(String language, boolean tuned) {
    return once("held-out " + language + tuned, () -> newHeldOut(language, tuned));
  }

  private Step newHeldOut(String language, boolean tuned) {
    SortedMap<String, Origin> splits = new TreeMap<>();
    for (String each : List.of(ENGLISH, language)) {
      splits.put(each, split(each).at(""));
    }
    Origin instructions = tuned ? instructions(language) : null;
    return Step.of(
        StepKind.HELD_OUT,
        0,
        Stream.concat(splits.values().stream(), Stream.ofNullable(instructions)).toList(),
        identity,
        (root, output) -> {
          SortedMap<String, String> folders = new TreeMap<>();
          splits.forEach((each, split) -> folders.put(each, split.in(root)));
          return new HeldOutSettings(
              folders,
              study.scale().heldOutDocuments(),
              language,
              instructions == null ? null : instructions.in(root),
              study.scale().heldOut(),
              output);
        },
        HeldOutJob::new);
  }

  /** Instructions to tune on. */
  Step sample(String language, long number, long seed) {
    return once(
        "sample " + language + number + " " + seed, () -> newSample(language, number, seed));
  }

  private Step newSample(String language, long number, long seed) {
    Origin instructions = instructions(language);
    return Step.of(
        StepKind.SAMPLE,
        0,
        List.of(instructions),
        identity,
        (root, output) ->
            new SampleSettings(
                instructions.in(root), output, study.scale().heldOut(), number, seed),
        SampleJob::new);
  }

  /** The tokenizer of the model before its transfer. */
  Origin baseTokenizer() {
    return study.model() == null ? tokenizer().at("") : Origin.outside(study.model());
  }

  /** A tokenizer for English, where no model is given. */
  Step tokenizer() {
    return once("tokenizer", () -> newTokenizer());
  }

  private Step newTokenizer() {
    Origin text = train(ENGLISH);
    return Step.of(
        StepKind.TOKENIZER,
        0,
        List.of(text),
        identity,
        (root, output) ->
            jobs.of(
                "vocab.train",
                TrainVocabularySettings.class,
                output,
                DemoStages.likeLlama(study.scale().vocabularySize(), text.in(root))),
        TrainVocabularyJob::new);
  }

  /** The tokenizer, extended for a language. */
  Step vocabulary(String language, long addedPieces) {
    return once("vocabulary " + language + addedPieces, () -> newVocabulary(language, addedPieces));
  }

  private Step newVocabulary(String language, long addedPieces) {
    Origin base = baseTokenizer();
    Origin text = train(language);
    return Step.of(
        StepKind.VOCABULARY,
        0,
        List.of(base, text),
        identity,
        (root, output) ->
            jobs.of(
                "vocab.extend",
                ExtendVocabularySettings.class,
                output,
                Map.of(
                    "base", base.in(root),
                    "input", List.of(text.in(root)),
                    "add", addedPieces)),
        ExtendVocabularyJob::new);
  }

  /** The tokenizer of a language's models. */
  Origin tokenizer(String language, long addedPieces) {
    return addedPieces == 0 ? baseTokenizer() : vocabulary(language, addedPieces).at("");
  }

  /** The texts of a language as blocks of tokens. */
  Step pack(String language, Origin tokenizer) {
    return once("pack " + language + tokenizer.in(""), () -> newPack(language, tokenizer));
  }

  private Step newPack(String language, Origin tokenizer) {
    Origin text = train(language);
    return Step.of(
        StepKind.PACK,
        0,
        List.of(text, tokenizer),
        identity,
        (root, output) ->
            jobs.of(
                "pack",
                PackSettings.class,
                output,
                Map.of(
                    "input", List.of(text.in(root)),
                    "tokenizer", tokenizer.in(root),
                    "length", study.scale().length())),
        PackJob::new);
  }
}
