package dev.glossa.study;

import dev.glossa.judge.Scores;
import dev.glossa.page.Figures;
import java.util.List;
import java.util.Optional;

/**
 * Something measured of a cell after one of its steps, and what counts as a change of it.
 *
 * @param title what it is, as a person reads it
 * @param step after which it is measured; of a cell that does not take the step, after the one
 *     before
 * @param tasks where it stands among the results, the first that is there; {@code {language}} is
 *     the cell's
 * @param metric as in evaluate's results.json
 * @param higherIsBetter or lower
 * @param relative whether a change is a share of the value before
 * @param noticeable the smallest change that counts, a share if relative
 */
record Measure(
    String title,
    String step,
    List<String> tasks,
    String metric,
    boolean higherIsBetter,
    boolean relative,
    double noticeable) {

  static final String BASE = "base";
  static final String INIT = "init";
  static final String PRETRAIN = "pretrain";
  static final String TUNE = "tune";

  /** In the order in which a cell takes them. */
  static final List<String> STEPS = List.of(BASE, INIT, PRETRAIN, TUNE);

  /** What stars stand under among the results. */
  static final String JUDGE = "judge";

  static final Measure JUDGED =
      new Measure("judge's mean of stars", TUNE, List.of(JUDGE), Scores.AVERAGE, true, false, 0.05);
  static final Measure REFERENCE_BITS =
      bits("bits per byte of the reference answers", TUNE, "response/{language}", "response");
  static final Measure CHRF =
      new Measure(
          "chrF of the answers",
          TUNE,
          List.of("response/{language}", "response"),
          "chrf",
          true,
          false,
          0.5);
  static final Measure SWITCHING = switching("share of answers that switch", "code_switching_rate");
  static final Measure OTHER_LANGUAGE =
      switching("share of answers in another language", "other_language_rate");

  private static Measure bits(String title, String step, String... tasks) {
    return new Measure(title, step, List.of(tasks), "bits_per_byte", false, true, 0.01);
  }

  private static Measure switching(String title, String metric) {
    return new Measure(
        title,
        TUNE,
        List.of("code-switching/{language}", "code-switching"),
        metric,
        false,
        false,
        0.01);
  }

  /** Bits per byte of held-out text in the cell's language. */
  static Measure targetBits(String step) {
    return bits("bits per byte", step, "perplexity/{language}");
  }

  /** Bits per byte of held-out English text. */
  static Measure englishBits(String step) {
    return bits("bits per byte of English", step, "perplexity/en");
  }

  /**
   * Perplexity per token after further pretraining, which depends on the vocabulary.
   *
   * @param language of the text; {@code {language}} for the cell's
   */
  static Measure tokenPerplexity(String language) {
    return new Measure(
        "perplexity per token",
        PRETRAIN,
        List.of("perplexity/" + language),
        "token_perplexity",
        false,
        true,
        0.01);
  }

  /**
   * Right answers to the questions of a benchmark, a share: of the tuned model, or of the
   * pretrained one in a study that asks no tuned model.
   */
  static Measure knowledge(Study study, String task) {
    boolean tuned =
        study.cells().stream()
            .flatMap(outcome -> outcome.measured().stream())
            .anyMatch(each -> each.task().equals(task) && each.step().equals(TUNE));
    return knowledge(tuned ? TUNE : PRETRAIN, task);
  }

  private static Measure knowledge(String step, String task) {
    return new Measure(
        task,
        step,
        List.of(task),
        task.equals("gaokao") ? "scoring_rate" : "acc",
        true,
        false,
        0.02);
  }

  /** The cell's value, or null if there is none. */
  Double of(CellOutcome outcome) {
    return measured(outcome).map(Measured::value).orElse(null);
  }

  /** On how many items the cell's value was measured; 0 if there is none. */
  long items(CellOutcome outcome) {
    return measured(outcome).map(Measured::n).orElse(0L);
  }

  private Optional<Measured> measured(CellOutcome outcome) {
    int taken = STEPS.indexOf(step);
    Optional<Measured> measured = after(STEPS.get(taken), outcome);
    while (measured.isEmpty() && taken > 0 && !takes(STEPS.get(taken), outcome.cell().factors())) {
      taken--;
      measured = after(STEPS.get(taken), outcome);
    }
    return measured;
  }

  private Optional<Measured> after(String taken, CellOutcome outcome) {
    return tasks.stream()
        .map(task -> task.replace("{language}", outcome.cell().factors().language()))
        .flatMap(
            task ->
                outcome.measured().stream()
                    .filter(
                        each ->
                            each.step().equals(taken)
                                && each.task().equals(task)
                                && each.metric().equals(metric)))
        .findFirst();
  }

  private static boolean takes(String step, Factors factors) {
    return switch (step) {
      case TUNE -> factors.instructions() > 0;
      case PRETRAIN -> factors.pretrainTokens() > 0;
      case INIT -> factors.addedPieces() > 0;
      default -> true;
    };
  }

  /** Whether any cell of the study has it. */
  boolean isMeasured(Study study) {
    return study.cells().stream().anyMatch(outcome -> of(outcome) != null);
  }

  /** The change from one value to another, positive for the better; a share if relative. */
  double gain(double from, double to) {
    double change = relative ? to / from - 1 : to - from;
    return higherIsBetter ? change : -change;
  }

  /** {@link #noticeable} as a person reads it. */
  String noticeableInWords() {
    return relative ? Figures.percent(noticeable) : Figures.number(noticeable);
  }
}
