package dev.glossa.study;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the steps that are left will take, from how long those of their kinds took: in
 * proportion to their tokens where models read some.
 */
final class RemainingTime {
  private final Map<StepKind, Double> seconds = new EnumMap<>(StepKind.class);
  private final Map<StepKind, Double> work = new EnumMap<>(StepKind.class);

  /** A step took so long. */
  void took(Step step, Duration time) {
    seconds.merge(step.kind(), time.toMillis() / 1000.0, Double::sum);
    work.merge(step.kind(), work(step), Double::sum);
  }

  /** How long these will take, without those of whose kind none is known; empty if none is. */
  Optional<Duration> of(List<Step> steps) {
    double sum = 0;
    for (Step step : steps) {
      if (work.containsKey(step.kind())) {
        sum += seconds.get(step.kind()) / work.get(step.kind()) * work(step);
      }
    }
    return work.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.round(sum)));
  }

  private static double work(Step step) {
    return Math.max(1, step.tokens());
  }
}
