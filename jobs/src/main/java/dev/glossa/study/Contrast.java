package dev.glossa.study;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Cells that differ in one factor, by pairs of the same seed: what else differs between the two is
 * nothing, so that the difference is the factor's.
 *
 * @param pairs the pairs
 */
record Contrast(List<Pair> pairs) {

  /**
   * @param from at one level
   * @param to at the other
   */
  record Pair(CellOutcome from, CellOutcome to) {
    long seed() {
      return to.cell().seed();
    }

    Factors fromFactors() {
      return from.cell().factors();
    }

    Factors toFactors() {
      return to.cell().factors();
    }
  }

  /**
   * All pairs of the study, whatever has become of their cells.
   *
   * @param factor in which they differ
   * @param from which cells are to be the first of a pair
   * @param to which the second
   */
  static Contrast of(Study study, Factor factor, Predicate<Factors> from, Predicate<Factors> to) {
    List<Pair> pairs = new ArrayList<>();
    for (CellOutcome first : study.cells()) {
      for (CellOutcome second : study.cells()) {
        Pair pair = new Pair(first, second);
        if (first.cell().seed() == second.cell().seed()
            && from.test(pair.fromFactors())
            && to.test(pair.toFactors())
            && factor.aloneDiffers(pair.fromFactors(), pair.toFactors())) {
          pairs.add(pair);
        }
      }
    }
    return new Contrast(List.copyOf(pairs));
  }

  /**
   * The most further pretraining among some cells against none, with the smallest vocabulary and
   * the least English for which there are both, as in the paper.
   */
  static Contrast ofPretraining(Study study, Predicate<Factors> which) {
    long most = levels(study, which, Factors::pretrainTokens).getMax();
    return of(
            study,
            Factor.PRETRAINING,
            from -> from.pretrainTokens() == 0,
            to -> to.pretrainTokens() == most && which.test(to))
        .withTheLeast(Factor.VOCABULARY)
        .withTheLeast(Factor.ENGLISH_SHARE);
  }

  /** The largest set of instructions in a language against the smallest. */
  static Contrast ofInstructions(Study study, String language) {
    LongSummaryStatistics levels =
        levels(study, cell -> cell.language().equals(language), Factors::instructions);
    return of(
        study,
        Factor.INSTRUCTIONS,
        few -> few.language().equals(language) && few.instructions() == levels.getMin(),
        many -> many.instructions() == levels.getMax());
  }

  /** Smallest and largest level above 0 among some cells. */
  static LongSummaryStatistics levels(
      Study study, Predicate<Factors> which, ToLongFunction<Factors> level) {
    return study.cells().stream()
        .map(outcome -> outcome.cell().factors())
        .filter(which)
        .mapToLong(level)
        .filter(value -> value > 0)
        .summaryStatistics();
  }

  /** Those whose second cell has the lowest level of a factor. */
  private Contrast withTheLeast(Factor factor) {
    double least = pairs.stream().mapToDouble(p -> factor.of(p.toFactors())).min().orElse(0);
    return new Contrast(
        pairs.stream().filter(pair -> factor.of(pair.toFactors()) == least).toList());
  }

  /** What the second cells have gained over the first, seed by seed. */
  SeedSample gains(Measure measure) {
    SeedSample gains = new SeedSample();
    for (Pair pair : pairs) {
      Optional<Double> from = gains.value(pair.from(), measure);
      Optional<Double> to = gains.value(pair.to(), measure);
      if (from.isPresent() && to.isPresent()) {
        gains.add(pair.seed(), measure.gain(from.get(), to.get()));
      }
    }
    return gains;
  }
}
