package dev.glossa.report;

import static dev.glossa.report.DemoFindings.BASE;
import static dev.glossa.report.DemoFindings.ENGLISH;
import static dev.glossa.report.DemoFindings.EXTENDED;
import static dev.glossa.report.DemoFindings.MIXED;
import static dev.glossa.report.DemoFindings.ORIGINAL;

import dev.glossa.page.Cards.Card;
import dev.glossa.page.Cards.Tone;
import dev.glossa.page.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answers to the demo's questions, computed from bits per byte on held-out text, since this
 * alone can be compared across vocabularies. With one run a step nothing is known about chance;
 * changes of less than {@value #NOTICEABLE} of the value count as none.
 */
public final class DemoVerdicts {
  private static final double NOTICEABLE = 0.01;

  private final DemoFindings findings;
  private final String target;

  private DemoVerdicts(DemoFindings findings) {
    this.findings = findings;
    this.target = Figures.language(findings.target());
  }

  /** Gained the target? English lost? Saved by mixing? Did the extension pay? */
  public static List<Card> of(DemoFindings findings) {
    DemoVerdicts verdicts = new DemoVerdicts(findings);
    return List.of(
        verdicts.learned(), verdicts.englishLost(), verdicts.mixingSaved(), verdicts.extended());
  }

  private Card learned() {
    String question = "Did the model learn " + target + "?";
    Optional<Double> base = findings.bitsPerByte(BASE, findings.target());
    Optional<Double> best =
        Stream.of(ORIGINAL, EXTENDED, MIXED)
            .map(step -> findings.bitsPerByte(step, findings.target()))
            .flatMap(Optional::stream)
            .min(Double::compare);
    if (base.isEmpty() || best.isEmpty()) {
      return undecided(question);
    }
    String reason =
        "Held-out %s takes %s bits per byte after English alone and %s after the best further pretraining (%s)."
            .formatted(
                target, bits(base.get()), bits(best.get()), Figures.change(base.get(), best.get()));
    return switch (direction(base.get(), best.get())) {
      case LOWER -> new Card(question, "Yes", reason, Tone.GOOD);
      case SAME -> new Card(question, "Hardly", reason, Tone.OPEN);
      case HIGHER -> new Card(question, "No", reason, Tone.BAD);
    };
  }

  private Card englishLost() {
    String question = "Did English suffer?";
    String step = findings.mixedCounterpart();
    Optional<Double> base = findings.bitsPerByte(BASE, ENGLISH);
    Optional<Double> after = findings.bitsPerByte(step, ENGLISH);
    if (base.isEmpty() || after.isEmpty()) {
      return undecided(question);
    }
    String reason =
        "Training on %s alone (%s vocabulary) moved English from %s to %s bits per byte (%s)."
            .formatted(
                target,
                step,
                bits(base.get()),
                bits(after.get()),
                Figures.change(base.get(), after.get()));
    return switch (direction(base.get(), after.get())) {
      case HIGHER -> new Card(question, "Yes", reason, Tone.BAD);
      case SAME -> new Card(question, "No", reason, Tone.GOOD);
      case LOWER -> new Card(question, "No, it gained", reason, Tone.GOOD);
    };
  }

  private Card mixingSaved() {
    String question = "Did mixing in English save it?";
    Optional<Double> base = findings.bitsPerByte(BASE, ENGLISH);
    Optional<Double> alone = findings.bitsPerByte(findings.mixedCounterpart(), ENGLISH);
    Optional<Double> mixed = findings.bitsPerByte(MIXED, ENGLISH);
    if (base.isEmpty() || alone.isEmpty() || mixed.isEmpty()) {
      return undecided(question);
    }
    String reason =
        "English takes %s bits per byte after mixed training, %s after %s alone, %s before either."
                .formatted(bits(mixed.get()), bits(alone.get()), target, bits(base.get()))
            + priceOfMixing();
    if (direction(base.get(), alone.get()) != Direction.HIGHER) {
      return new Card(question, "Nothing to save", reason, Tone.OPEN);
    }
    if (direction(base.get(), mixed.get()) != Direction.HIGHER) {
      return new Card(question, "Yes", reason, Tone.GOOD);
    }
    double saved = (alone.get() - mixed.get()) / (alone.get() - base.get());
    return saved > 0
        ? new Card(
            question,
            "%.0f %% of the loss".formatted(100 * saved),
            reason,
            saved >= 0.5 ? Tone.GOOD : Tone.OPEN)
        : new Card(question, "No", reason, Tone.BAD);
  }

  private String priceOfMixing() {
    Optional<Double> alone = findings.bitsPerByte(findings.mixedCounterpart(), findings.target());
    Optional<Double> mixed = findings.bitsPerByte(MIXED, findings.target());
    return alone.isEmpty() || mixed.isEmpty()
        ? ""
        : " Its price: %s at %s instead of %s."
            .formatted(target, bits(mixed.get()), bits(alone.get()));
  }

  private Card extended() {
    String question = "Did the vocabulary extension pay?";
    Optional<Double> original = findings.bitsPerByte(ORIGINAL, findings.target());
    Optional<Double> extended = findings.bitsPerByte(EXTENDED, findings.target());
    if (original.isEmpty() || extended.isEmpty()) {
      return undecided(question);
    }
    String reason =
        "After as many steps, %s takes %s bits per byte with the extended and %s with the original vocabulary (%s).%s"
            .formatted(
                target,
                bits(extended.get()),
                bits(original.get()),
                Figures.change(original.get(), extended.get()),
                shorterTexts());
    return switch (direction(original.get(), extended.get())) {
      case LOWER -> new Card(question, "Yes", reason, Tone.GOOD);
      case SAME -> new Card(question, "No difference", reason, Tone.OPEN);
      case HIGHER -> new Card(question, "Not in quality", reason, Tone.BAD);
    };
  }

  private String shorterTexts() {
    return findings.fertility().stream()
        .filter(f -> f.language().equals(findings.target()))
        .findFirst()
        .map(
            f ->
                " It needs %s tokens per word instead of %s."
                    .formatted(bits(f.after()), bits(f.before())))
        .orElse("");
  }

  private static Card undecided(String question) {
    return new Card(question, "Not measured", "A step that this needs was not run.", Tone.OPEN);
  }

  private enum Direction {
    LOWER,
    SAME,
    HIGHER
  }

  private static Direction direction(double from, double to) {
    double change = to / from - 1;
    if (Math.abs(change) < NOTICEABLE) {
      return Direction.SAME;
    }
    return change < 0 ? Direction.LOWER : Direction.HIGHER;
  }

  private static String bits(double value) {
    return String.format(java.util.Locale.ROOT, "%.2f", value);
  }
}
