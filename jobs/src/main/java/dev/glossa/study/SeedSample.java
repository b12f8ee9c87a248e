package dev.glossa.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values gathered by seed, and the cells that have none. Values of one seed are averaged first,
 * since they share their chance: the unit is the seed.
 */
final class SeedSample {
  private final SortedMap<Long, List<Double>> bySeed = new TreeMap<>();
  private final SortedSet<String> absent = new TreeSet<>();

  /** The cell's value; one without is remembered as absent. */
  Optional<Double> value(CellOutcome outcome, Measure measure) {
    Double value = measure.of(outcome);
    if (value == null) {
      absent.add(
          "%s (%s)"
              .formatted(
                  outcome.cell().name(),
                  outcome.state() == CellState.DONE ? "not measured" : outcome.state().word()));
    }
    return Optional.ofNullable(value);
  }

  void add(long seed, double value) {
    bySeed.computeIfAbsent(seed, s -> new ArrayList<>()).add(value);
  }

  /** Takes the cell's value in, if it has one. */
  void add(CellOutcome outcome, Measure measure) {
    value(outcome, measure).ifPresent(value -> add(outcome.cell().seed(), value));
  }

  /** The cells without a value, each with the reason. */
  List<String> absent() {
    return List.copyOf(absent);
  }

  /** The mean over the seeds that have values. */
  Optional<SeedEstimate> estimate() {
    return bySeed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SeedEstimate.of(
                bySeed.values().stream()
                    .map(values -> values.stream().mapToDouble(v -> v).sum() / values.size())
                    .toList()));
  }
}
