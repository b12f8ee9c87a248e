package dev.glossa.study;

import dev.glossa.page.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Cells that differ in their seeds alone, or in what comes after the step that is looked at.
 *
 * @param factors what they have in common
 * @param cells all of them, whatever has become of them
 */
record Replicates(Factors factors, List<CellOutcome> cells) {
  private static final int MOST_DECIMALS = 4;

  /** Those of a study, in the order of its plan. */
  static List<Replicates> of(Study study, Predicate<Factors> which) {
    return of(study, which, factors -> factors);
  }

  /** The same without regard to the instructions, which come after pretraining. */
  static List<Replicates> ofPretraining(Study study) {
    return of(study, factors -> true, factors -> factors.withInstructions(0));
  }

  private static List<Replicates> of(
      Study study, Predicate<Factors> which, UnaryOperator<Factors> common) {
    Map<Factors, List<CellOutcome>> groups = new LinkedHashMap<>();
    study.cells().stream()
        .filter(outcome -> which.test(outcome.cell().factors()))
        .forEach(
            outcome ->
                groups
                    .computeIfAbsent(common.apply(outcome.cell().factors()), f -> new ArrayList<>())
                    .add(outcome));
    return groups.entrySet().stream()
        .map(group -> new Replicates(group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /** The mean over the seeds that have the value. */
  Optional<SeedEstimate> estimate(Measure measure) {
    SeedSample sample = new SeedSample();
    cells.forEach(outcome -> sample.add(outcome, measure));
    return sample.estimate();
  }

  /**
   * The mean and half of its interval, and in its place or beside it the seeds that lack it because
   * their cells failed or are missing.
   */
  String text(Measure measure) {
    String value = estimate(measure).map(Replicates::text).orElse("");
    String lacking = lacking(measure);
    if (value.isEmpty()) {
      return lacking.isEmpty() ? Figures.number(null) : lacking;
    }
    return lacking.isEmpty() ? value : value + " (" + lacking + ")";
  }

  /** With two significant digits of the half interval, beyond which the mean's say nothing. */
  private static String text(SeedEstimate estimate) {
    double half = estimate.high() == null ? 0 : estimate.high() - estimate.mean();
    if (half <= 0) {
      return Figures.number(estimate.mean());
    }
    int decimals = Math.max(0, Math.min(MOST_DECIMALS, 1 - (int) Math.floor(Math.log10(half))));
    String number = "%,." + decimals + "f";
    return String.format(Locale.ROOT, number + " ± " + number, estimate.mean(), half);
  }

  /** Seeds all of whose cells lack the value, by the last part of the cells' names. */
  private String lacking(Measure measure) {
    SortedMap<Long, List<CellOutcome>> bySeed =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.cell().seed(), TreeMap::new, Collectors.toList()));
    List<String> lacking = new ArrayList<>();
    bySeed.forEach(
        (seed, own) -> {
          if (own.stream().allMatch(outcome -> measure.of(outcome) == null)) {
            own.stream()
                .filter(outcome -> outcome.state() != CellState.DONE)
                .findFirst()
                .ifPresent(
                    outcome -> lacking.add("s%d %s".formatted(seed, outcome.state().word())));
          }
        });
    return String.join(", ", lacking);
  }
}
