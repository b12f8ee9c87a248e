package dev.glossa.study;

import dev.glossa.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * Does further pretraining help where instructions are few? Cells with the most pretraining against
 * the same cells with none, at the smallest set of instructions; the largest set stands beside.
 */
final class PretrainingVerdict {
  private PretrainingVerdict() {}

  static Verdict of(Study study) {
    Optional<Measure> deciding = Quality.deciding(study);
    LongSummaryStatistics instructions =
        Contrast.levels(study, cell -> true, Factors::instructions);
    Contrast few = at(study, instructions.getMin());
    if (deciding.isEmpty() || few.pairs().isEmpty()) {
      return Verdict.notDecidable(
          "It takes cells with and without further pretraining, tuned on the smallest set of"
              + " instructions, whose answers are measured; the study has none.");
    }
    List<String> absent = few.gains(deciding.get()).absent();
    if (!absent.isEmpty()) {
      return Verdict.absent(absent);
    }
    Quality quality = Quality.of(name(instructions.getMin()), few, deciding.get());
    List<Statistic> statistics = new ArrayList<>(quality.statistics());
    Contrast many = at(study, instructions.getMax());
    if (instructions.getMax() > instructions.getMin()
        && !many.pairs().isEmpty()
        && many.gains(deciding.get()).absent().isEmpty()) {
      statistics.addAll(Quality.of(name(instructions.getMax()), many, deciding.get()).statistics());
    }
    return new Verdict(
        Verdict.Kind.of(quality.answer()),
        statistics,
        switch (quality.answer()) {
              case YES -> "Further pretraining makes the answers after few instructions better. ";
              case NO -> "Further pretraining does not make the answers better. ";
              case OPEN -> "Whether further pretraining makes the answers better is open. ";
            }
            + quality.reason());
  }

  private static String name(long instructions) {
    return "gain by pretraining at %s instructions".formatted(Figures.count(instructions));
  }

  private static Contrast at(Study study, long instructions) {
    return Contrast.ofPretraining(study, cell -> cell.instructions() == instructions);
  }
}
