package dev.glossa.distributed;

import dev.glossa.optimize.LearningRateSchedule;
import java.time.Duration;

/**
 * What decides a training's result, besides the model and the data.
 *
 * @param steps optimizer steps of every worker
 * @param workers logical workers
 * @param batchSize rows of a worker's batch
 * @param accumulation batches to a step
 * @param method how workers learn together
 * @param localSteps steps between two synchronizations (diloco, averaging)
 * @param outerLearningRate of DiLoCo's outer step
 * @param outerMomentum of DiLoCo's outer step
 * @param exchange in what form DiLoCo's workers send what they learned
 * @param clipNorm bound of the gradient's global norm; 0: none
 * @param schedule the learning rate
 * @param checkpointEvery steps between checkpoints, which are written at the end of the round
 * @param checkpointInterval time after which a checkpoint is written, too
 * @param keep how many checkpoints stay
 * @param continueOnLoss whether training goes on with a fresh optimizer when a worker is lost,
 *     instead of going back to the last checkpoint
 * @param spikeFactor the loss ends the training above this multiple of its running mean; 0: never
 * @param seed of the order of the data
 */
public record TrainingPlan(
    long steps,
    int workers,
    int batchSize,
    int accumulation,
    Method method,
    int localSteps,
    double outerLearningRate,
    double outerMomentum,
    Exchange exchange,
    double clipNorm,
    LearningRateSchedule schedule,
    long checkpointEvery,
    Duration checkpointInterval,
    int keep,
    boolean continueOnLoss,
    double spikeFactor,
    long seed) {

  /** The longest stretch of steps whose data are fetched at once where every step synchronizes. */
  private static final int STRETCH = 50;

  public TrainingPlan {
    positive("steps", steps);
    positive("workers", workers);
    positive("batch size", batchSize);
    positive("gradient accumulation", accumulation);
    positive("local steps", localSteps);
    positive("steps between checkpoints", checkpointEvery);
    positive("checkpoints to keep", keep);
    if (method == Method.AVERAGING && accumulation > 1) {
      throw new IllegalArgumentException(
          "parameter averaging knows no gradient accumulation: raise the batch size instead");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "the number of %s must be at least 1, not %d".formatted(name, value));
    }
  }

  /** Where the stretch of steps that begins after {@code done} steps ends. */
  long endOfStretch(long done) {
    long end = done - done % roundSteps() + roundSteps();
    if (method == Method.SYNCHRONOUS) {
      end = Math.min(end, done - done % checkpointEvery + checkpointEvery);
    }
    return Math.min(end, steps);
  }

  private long roundSteps() {
    return method == Method.SYNCHRONOUS ? STRETCH : localSteps;
  }

  /**
   * Whether a checkpoint is due after a stretch.
   *
   * @param sinceLast time since the last one
   */
  boolean checkpointDue(long before, long after, Duration sinceLast) {
    return after / checkpointEvery > before / checkpointEvery
        || after == steps
        || sinceLast.compareTo(checkpointInterval) >= 0;
  }
}
