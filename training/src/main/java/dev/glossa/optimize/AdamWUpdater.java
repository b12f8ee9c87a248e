package dev.glossa.optimize;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * AdamW for training by Deeplearning4j itself ({@code fit}, {@code
 * ParameterAveragingTrainingMaster}). Unlike ND4J's Adam it has PyTorch's epsilon. The decay is not
 * here: Deeplearning4j applies it after the updater, from the layers (see {@code
 * LlamaGraph.Training}).
 */
public final class AdamWUpdater implements IUpdater {
  private static final long serialVersionUID = 1L;

  private LearningRateSchedule schedule;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /** The betas and the epsilon of the settings, with the learning rate of the schedule. */
  public AdamWUpdater(AdamW.Settings settings, LearningRateSchedule schedule) {
    this(schedule, settings.beta1(), settings.beta2(), settings.epsilon());
  }

  AdamWUpdater(
      @JsonProperty("schedule") LearningRateSchedule schedule,
      @JsonProperty("beta1") double beta1,
      @JsonProperty("beta2") double beta2,
      @JsonProperty("epsilon") double epsilon) {
    this.schedule = schedule;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  double beta1() {
    return beta1;
  }

  double beta2() {
    return beta2;
  }

  double epsilon() {
    return epsilon;
  }

  @Override
  public long stateSize(long parameters) {
    return 2 * parameters;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
    AdamWGradientUpdater updater = new AdamWGradientUpdater(this);
    updater.setStateViewArray(state, new long[] {state.length() / 2}, 'c', initialize);
    return updater;
  }

  @Override
  public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
    AdamWGradientUpdater updater = new AdamWGradientUpdater(this);
    updater.setState(state, initialize);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return schedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double learningRate, ISchedule newSchedule) {
    schedule =
        newSchedule instanceof LearningRateSchedule ours
            ? ours
            : LearningRateSchedule.constant(learningRate);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // All fields are immutable values.
  public IUpdater clone() {
    return new AdamWUpdater(schedule, beta1, beta2, epsilon);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdamWUpdater that
        && schedule.equals(that.schedule)
        && beta1 == that.beta1
        && beta2 == that.beta2
        && epsilon == that.epsilon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(schedule, beta1, beta2, epsilon);
  }
}
