package dev.glossa.optimize;

import java.util.function.LongToDoubleFunction;

/**
 * A learning rate by the number of steps already taken: a linear warm-up to the peak, then down to
 * {@code floor} · peak along a line or half a cosine, or constant.
 *
 * @param kind how it goes after the warm-up
 * @param peak the rate after the warm-up
 * @param warmupSteps steps of the warm-up; the first step has peak / warmupSteps
 * @param totalSteps steps of the whole training
 * @param floor share of the peak at the end; no meaning for a constant rate
 */
public record LearningRateSchedule(
    Kind kind, double peak, long warmupSteps, long totalSteps, double floor)
    implements LongToDoubleFunction {

  /** How the rate goes after the warm-up. */
  public enum Kind {
    COSINE,
    LINEAR,
    CONSTANT
  }

  public LearningRateSchedule {
    if (!(peak >= 0)) {
      throw new IllegalArgumentException("the learning rate must not be negative: " + peak);
    }
    if (warmupSteps < 0 || floor < 0 || floor > 1) {
      throw new IllegalArgumentException(
          "a schedule has no negative warm-up and a floor between 0 and 1, not %d and %s"
              .formatted(warmupSteps, floor));
    }
  }

  /** The rate of the step after this many. */
  @Override
  public double applyAsDouble(long steps) {
    if (steps < warmupSteps) {
      return peak * (steps + 1) / warmupSteps;
    }
    long decay = Math.max(1, totalSteps - warmupSteps);
    double progress = Math.min(1, (double) (steps - warmupSteps) / decay);
    double share =
        switch (kind) {
          case COSINE -> (1 + Math.cos(Math.PI * progress)) / 2;
          case LINEAR -> 1 - progress;
          case CONSTANT -> 1;
        };
    return kind == Kind.CONSTANT ? peak : peak * (floor + (1 - floor) * share);
  }
}
