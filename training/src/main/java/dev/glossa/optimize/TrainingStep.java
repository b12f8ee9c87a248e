package dev.glossa.optimize;

import dev.glossa.model.Batch;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.TokenLoss;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One optimizer step of one model in one process: gradients of one or more batches, normalized by
 * their labelled tokens, clipped, AdamW. Masters that spread a step over workers use its parts:
 * {@link #sumGradients}, {@link GradientClipping#clip} and {@link AdamW#step}.
 */
public final class TrainingStep {

  /**
   * What a step was.
   *
   * @param step its number, from 0
   * @param loss before the step
   * @param gradientNorm norm of the gradient of the mean loss, before clipping
   * @param learningRate as the schedule had it
   */
  public record Outcome(long step, TokenLoss loss, double gradientNorm, double learningRate) {}

  private final LlamaModel model;
  private final AdamW optimizer;
  private final LearningRateSchedule schedule;
  private final double maxNorm;
  private INDArray accumulated;

  /**
   * @param maxNorm largest gradient norm that is not clipped; infinity clips nothing
   */
  public TrainingStep(
      LlamaModel model, AdamW optimizer, LearningRateSchedule schedule, double maxNorm) {
    this.model = model;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.maxNorm = maxNorm;
  }

  /** One step on the batches together (gradient accumulation if there are several). */
  public Outcome run(List<Batch> batches) {
    TokenLoss loss = sumGradients(batches);
    INDArray gradients = model.gradients();
    double norm =
        GradientClipping.scaleAndClip(gradients, 1.0 / Math.max(1, loss.tokens()), maxNorm);
    long step = optimizer.steps();
    double rate = schedule.at(step);
    optimizer.step(model.parameters(), gradients, rate);
    return new Outcome(step, loss, norm, rate);
  }

  /** Leaves the gradient of the summed loss of all batches in the model's flat gradient. */
  public TokenLoss sumGradients(List<Batch> batches) {
    int pass = (int) optimizer.steps() * batches.size();
    TokenLoss loss = model.sumGradients(batches.get(0), pass);
    if (batches.size() == 1) {
      return loss;
    }
    if (accumulated == null) {
      accumulated = model.gradients().ulike();
    }
    accumulated.assign(model.gradients());
    for (Batch batch : batches.subList(1, batches.size())) {
      loss = loss.plus(model.sumGradients(batch, ++pass));
      accumulated.addi(model.gradients());
    }
    model.gradients().assign(accumulated);
    return loss;
  }
}
