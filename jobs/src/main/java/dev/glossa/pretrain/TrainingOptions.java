package dev.glossa.pretrain;

import dev.glossa.distributed.Exchange;
import dev.glossa.distributed.Method;
import dev.glossa.distributed.TrainingPlan;
import dev.glossa.job.GlossaException;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * The settings that every training has; conf/reference.conf explains them under {@code pretrain}.
 *
 * @param workers logical workers
 * @param batchSize rows per worker and batch
 * @param gradientAccumulation batches per optimizer step
 * @param learningRate its peak
 * @param schedule cosine, linear or constant
 * @param warmupSteps steps of the warm-up
 * @param finalLearningRate the last learning rate as a share of the peak
 * @param method diloco, averaging or synchronous
 * @param localSteps steps between two synchronizations
 * @param outerLearningRate of DiLoCo's outer optimizer
 * @param outerMomentum of DiLoCo's outer optimizer
 * @param exchange float32, float16 or int8: in what form DiLoCo's workers send what they learned
 * @param clipNorm bound of the gradient's norm, 0 for none
 * @param recomputeActivations whether backward passes compute activations again
 * @param beta1 of AdamW
 * @param beta2 of AdamW
 * @param epsilon of AdamW
 * @param weightDecay of AdamW
 * @param checkpointEvery steps between checkpoints
 * @param checkpointMinutes minutes after which one is written, too
 * @param keep checkpoints that stay
 * @param onWorkerLoss restart or continue
 * @param spikeFactor multiple of the mean loss that ends the training, 0 for none
 * @param dtype of the written model: float32, float16 or bfloat16
 * @param seed of the order of the data
 */
public record TrainingOptions(
    int workers,
    int batchSize,
    int gradientAccumulation,
    double learningRate,
    String schedule,
    long warmupSteps,
    double finalLearningRate,
    String method,
    int localSteps,
    double outerLearningRate,
    double outerMomentum,
    String exchange,
    double clipNorm,
    boolean recomputeActivations,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    long checkpointEvery,
    long checkpointMinutes,
    int keep,
    String onWorkerLoss,
    double spikeFactor,
    String dtype,
    long seed) {

  /** What happens when a worker's state is gone. */
  public enum OnWorkerLoss {
    RESTART,
    CONTINUE
  }

  /**
   * The plan of a training of this many steps.
   *
   * @throws GlossaException (usage) if a value makes no sense
   */
  public TrainingPlan plan(long steps) {
    try {
      return new TrainingPlan(
          steps,
          workers,
          batchSize,
          gradientAccumulation,
          name(Method.class, "method", method),
          localSteps,
          outerLearningRate,
          outerMomentum,
          name(Exchange.class, "exchange", exchange),
          clipNorm,
          new LearningRateSchedule(
              name(LearningRateSchedule.Decay.class, "schedule", schedule),
              learningRate,
              Math.min(warmupSteps, steps),
              steps,
              finalLearningRate),
          checkpointEvery,
          Duration.ofMinutes(checkpointMinutes),
          keep,
          name(OnWorkerLoss.class, "on-worker-loss", onWorkerLoss) == OnWorkerLoss.CONTINUE,
          spikeFactor,
          seed);
    } catch (IllegalArgumentException e) {
      throw GlossaException.usage("This training cannot be: %s", e.getMessage());
    }
  }

  /**
   * Bytes of the checkpoints that stay: weights, two moments of every worker, and the outer
   * momentum.
   *
   * @param weights bytes of the model
   */
  public long checkpointBytes(long weights, int workers) {
    return keep * weights * (2 + 2L * workers);
  }

  /** AdamW's constants. */
  public AdamW.Settings optimizer() {
    try {
      return new AdamW.Settings(beta1, beta2, epsilon, weightDecay);
    } catch (IllegalArgumentException e) {
      throw GlossaException.usage("This optimizer cannot be: %s", e.getMessage());
    }
  }

  private static <E extends Enum<E>> E name(Class<E> type, String key, String value) {
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw GlossaException.usage(
          "'%s' is no value of '%s': it is one of %s.",
          value,
          key,
          Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.name().toLowerCase(Locale.ROOT))
              .toList());
    }
  }
}
