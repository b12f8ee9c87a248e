package dev.glossa.study;

import java.util.List;

/**
 * Does the model change the language within 2 to 5 % of its answers? Cells tuned on the smallest
 * set of instructions with the least pretraining and the smallest vocabulary, as in the paper.
 * Where most answers are in another language altogether, there is nothing within which it could be
 * changed.
 */
final class SwitchingVerdict {
  private static final double MOST_IN_OTHER_LANGUAGE = 0.5;

  private SwitchingVerdict() {}

  static Verdict of(Study study) {
    if (!Measure.SWITCHING.isMeasured(study)) {
      return Verdict.notDecidable("No answers of the study were searched for other languages.");
    }
    SeedSample rates = new SeedSample();
    SeedSample others = new SeedSample();
    for (CellOutcome outcome : asInThePaper(study)) {
      rates.add(outcome, Measure.SWITCHING);
      others.add(outcome, Measure.OTHER_LANGUAGE);
    }
    if (!rates.absent().isEmpty()) {
      return Verdict.absent(rates.absent());
    }
    return verdict(
        rates.estimate().orElseThrow(),
        others.estimate().orElse(null),
        Published.load().codeSwitching());
  }

  private static List<CellOutcome> asInThePaper(Study study) {
    List<CellOutcome> tuned =
        study.cells().stream()
            .filter(outcome -> outcome.cell().factors().instructions() > 0)
            .toList();
    return Factor.VOCABULARY.least(Factor.PRETRAINING.least(Factor.INSTRUCTIONS.least(tuned)));
  }

  private static Verdict verdict(
      SeedEstimate rate, SeedEstimate other, Published.Switching published) {
    List<Statistic> statistics =
        other == null
            ? List.of(new Statistic(Measure.SWITCHING.title(), true, rate))
            : List.of(
                new Statistic(Measure.SWITCHING.title(), true, rate),
                new Statistic(Measure.OTHER_LANGUAGE.title(), true, other));
    if (other != null && other.mean() >= MOST_IN_OTHER_LANGUAGE) {
      return Verdict.notDecidable(
          "Half of the answers or more are in another language altogether: there is little within"
              + " which it could be changed.",
          statistics);
    }
    Answer least = rate.above(published.low());
    Answer most = rate.above(published.high()).not();
    Answer within = Answer.all(List.of(least, most));
    return new Verdict(
        Verdict.Kind.of(within),
        statistics,
        switch (within) {
              case YES -> "The share lies between 2 and 5 %.";
              case NO -> "The share does not lie between 2 and 5 %.";
              case OPEN -> "Whether the share lies between 2 and 5 % is open.";
            }
            + Verdict.openness(within, rate));
  }
}
