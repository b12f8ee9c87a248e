package dev.glossa.plan;

import java.util.OptionalDouble;

/**
 * A training, whose units work side by side.
 *
 * @param tokens to train on
 * @param secondsPerToken of a unit
 */
record TrainingWork(double tokens, Range secondsPerToken) implements Work {
  @Override
  public Range seconds(int units) {
    return secondsPerToken.map(seconds -> tokens * seconds / units);
  }

  @Override
  public OptionalDouble unitsWithin(double seconds) {
    return OptionalDouble.of(tokens * secondsPerToken.high() / seconds);
  }
}
