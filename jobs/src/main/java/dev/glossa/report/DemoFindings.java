package dev.glossa.report;

import dev.glossa.page.LineChart;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that the demo found out: the numbers of its stages' folders in the order in which a reader
 * asks for them. The report of the demo is made of this alone, so it is stored beside it.
 *
 * @param schema 1
 * @param seed the demo's seed
 * @param target the target language's code
 * @param mixedCounterpart the step ({@link #ORIGINAL} or {@link #EXTENDED}) that differs from
 *     {@link #MIXED} in nothing but that no English was mixed in
 * @param parameters how many weights the base model has
 * @param funnel what was left after each step of preparation, from all documents to the corpus
 * @param rejectCounts why documents were rejected
 * @param rejectSamples examples of them
 * @param fertility tokens per word, per language
 * @param lossCurves the training losses
 * @param evaluations held-out text, per step of training and language
 * @param multipleChoice multiple-choice questions, per step of training
 * @param generations generated texts
 * @param times how long each stage took
 * @param configuration settings worth knowing, by key
 * @param versions of code, libraries and machine, by name
 */
public record DemoFindings(
    int schema,
    long seed,
    String target,
    String mixedCounterpart,
    long parameters,
    List<FunnelStep> funnel,
    List<RejectCount> rejectCounts,
    List<RejectSample> rejectSamples,
    List<Fertility> fertility,
    List<LossCurve> lossCurves,
    List<Evaluation> evaluations,
    List<MultipleChoice> multipleChoice,
    List<Generation> generations,
    List<StageTime> times,
    SortedMap<String, String> configuration,
    SortedMap<String, String> versions) {

  /** The file in the demo's folder that holds the findings. */
  public static final String FILE = "findings.json";

  /** The tiny model after its training on English. */
  public static final String BASE = "base";

  /** Further trained on the target language with the base vocabulary. */
  public static final String ORIGINAL = "original";

  /** Further trained on the target language with the extended vocabulary. */
  public static final String EXTENDED = "extended";

  /** Further trained on target language and English. */
  public static final String MIXED = "mixed";

  /** The best of them, tuned on instructions. */
  public static final String TUNED = "tuned";

  /** English's code. */
  public static final String ENGLISH = "en";

  public DemoFindings {
    funnel = List.copyOf(funnel);
    rejectCounts = List.copyOf(rejectCounts);
    rejectSamples = List.copyOf(rejectSamples);
    fertility = List.copyOf(fertility);
    lossCurves = List.copyOf(lossCurves);
    evaluations = List.copyOf(evaluations);
    multipleChoice = List.copyOf(multipleChoice);
    generations = List.copyOf(generations);
    times = List.copyOf(times);
  }

  /**
   * Tokens per word with the base and the extended vocabulary; a word is an ICU word segment.
   *
   * @param language a code
   * @param before with the base vocabulary
   * @param after with the extended one
   */
  public record Fertility(String language, double before, double after) {}

  /**
   * @param step which training: {@link #BASE}, {@link #ORIGINAL}, …
   * @param points loss in nats per token, by ascending optimizer step
   */
  public record LossCurve(String step, List<LineChart.Point> points) {
    public LossCurve {
      points = List.copyOf(points);
    }
  }

  /**
   * @param step after which training
   * @param language a code
   * @param bitsPerByte over the UTF-8 bytes of the texts; alone comparable across vocabularies
   * @param tokenPerplexity per token, comparable within one vocabulary
   */
  public record Evaluation(
      String step, String language, double bitsPerByte, double tokenPerplexity) {}

  /**
   * @param step after which training
   * @param accuracy share of right answers, 0…1
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param questions how many
   * @param chance the share that guessing gets
   */
  public record MultipleChoice(
      String step, double accuracy, double low, double high, long questions, double chance) {}

  /**
   * @param step of which training the model is
   * @param prompt what it was given
   * @param text what it added
   */
  public record Generation(String step, String prompt, String text) {}

  /**
   * @param stage its name
   * @param seconds how long it took
   * @param amount how much it did
   * @param unit of the amount: documents, tokens, items
   */
  public record StageTime(String stage, double seconds, long amount, String unit) {}

  /** Bits per byte on a language's held-out text after a step, if it was evaluated. */
  public Optional<Double> bitsPerByte(String step, String language) {
    return evaluations.stream()
        .filter(e -> e.step().equals(step) && e.language().equals(language))
        .map(Evaluation::bitsPerByte)
        .findFirst();
  }
}
