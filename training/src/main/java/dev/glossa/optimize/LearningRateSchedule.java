package dev.glossa.optimize;

import java.io.Serializable;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Linear warm-up to a peak, then a decay. It is also a schedule of Deeplearning4j, by iteration.
 *
 * @param decay course after the warm-up
 * @param peak highest learning rate
 * @param warmupSteps steps of the warm-up; the first has peak / warmupSteps, the last the peak
 * @param totalSteps step at which the decay ends; later steps keep its last value
 * @param finalShare share of the peak at the end of the decay, 0 to 1
 */
public record LearningRateSchedule(
    @JsonProperty("decay") Decay decay,
    @JsonProperty("peak") double peak,
    @JsonProperty("warmupSteps") long warmupSteps,
    @JsonProperty("totalSteps") long totalSteps,
    @JsonProperty("finalShare") double finalShare)
    implements ISchedule, Serializable {

  /** The course of the learning rate after the warm-up. */
  public enum Decay {
    /** Half a cosine. */
    COSINE,
    /** A straight line. */
    LINEAR,
    /** The peak all the way. */
    CONSTANT
  }

  /** Checks the ranges. */
  public LearningRateSchedule {
    if (!(peak > 0)) {
      throw new IllegalArgumentException("The learning rate must be positive; found " + peak + ".");
    }
    if (warmupSteps < 0 || warmupSteps > totalSteps) {
      throw new IllegalArgumentException(
          "The warm-up of "
              + warmupSteps
              + " steps must lie within the "
              + totalSteps
              + " steps of the training.");
    }
    if (!(finalShare >= 0 && finalShare <= 1)) {
      throw new IllegalArgumentException(
          "The final share of the learning rate must lie in [0, 1]; found " + finalShare + ".");
    }
  }

  /** The peak from the first step on. */
  public static LearningRateSchedule constant(double learningRate) {
    return new LearningRateSchedule(Decay.CONSTANT, learningRate, 0, 0, 1);
  }

  /** The learning rate of a step; the first step is 0. */
  public double at(long step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    if (decay == Decay.CONSTANT) {
      return peak;
    }
    double length = Math.max(1, totalSteps - warmupSteps);
    double progress = Math.min(1, (step - warmupSteps) / length);
    double course = decay == Decay.LINEAR ? 1 - progress : 0.5 * (1 + Math.cos(Math.PI * progress));
    return peak * (finalShare + (1 - finalShare) * course);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return at(iteration);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // A record is immutable: it is its own clone.
  public ISchedule clone() {
    return this;
  }
}
