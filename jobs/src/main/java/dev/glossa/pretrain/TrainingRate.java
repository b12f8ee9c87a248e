package dev.glossa.pretrain;

import dev.glossa.job.GlossaException;
import dev.glossa.model.Batch;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.MatrixProducts;
import dev.glossa.model.NativeBackend;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import dev.glossa.optimize.TrainingStep;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How fast one worker trains a model.
 *
 * @param tokensPerSecond of a worker
 * @param origin how that is known, for people
 */
public record TrainingRate(double tokensPerSecond, String origin) {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
  private static final int MOST_STEPS = 10;

  /** The part of the peak of matrix products that trainings of large models reach. */
  public static final double USUAL_SHARE_OF_PEAK = 0.4;

  /** What a step that is measured may take at most: a large model has no small steps. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  /**
   * Of a worker on this machine: measured where the model fits into this process's memory and takes
   * its steps in seconds, perhaps with fewer rows, else computed from how fast matrices are
   * multiplied here.
   *
   * @param rows of a batch
   * @param length tokens of a row
   * @param memory bytes outside the Java heap that a worker with such batches needs
   */
  public static TrainingRate here(LlamaConfig config, int rows, int length, long memory) {
    double longest = LONGEST_STEP.toSeconds() * USUAL_SHARE_OF_PEAK * MatrixProducts.peak();
    double row = MatrixProducts.operationsPerToken(config, length, false) * length;
    int few = (int) Math.min(rows, longest / row);
    return few == 0 || memory > NativeBackend.memoryLimit()
        ? ofThisMachine(config, length)
        : measured(config, few, length);
  }

  /**
   * Computed from the operations that a token takes.
   *
   * @param teraflops operations of a worker in a second, in 10^12
   * @throws GlossaException (usage) if they are not positive
   */
  public static TrainingRate computed(LlamaConfig config, int length, double teraflops) {
    if (!(teraflops > 0)) {
      throw GlossaException.usage(
          "A worker cannot do %s x 10^12 operations in a second: make worker-teraflops positive, or null.",
          teraflops);
    }
    return new TrainingRate(
        teraflops * 1e12 / MatrixProducts.operationsPerToken(config, length, false),
        "computed from %,d parameters at %s teraflops of a worker"
            .formatted(config.parameterCount(), teraflops));
  }

  /** Computed from how fast this machine multiplies matrices. */
  private static TrainingRate ofThisMachine(LlamaConfig config, int length) {
    double operations = USUAL_SHARE_OF_PEAK * MatrixProducts.peak();
    return new TrainingRate(
        operations / MatrixProducts.operationsPerToken(config, length, false),
        "computed from %,d parameters at %.0f %% of the measured peak of this machine"
            .formatted(config.parameterCount(), 100 * USUAL_SHARE_OF_PEAK));
  }

  /**
   * Measured in this process, in a few training steps on random tokens.
   *
   * @param rows of a batch
   * @param length tokens of a row
   */
  private static TrainingRate measured(LlamaConfig config, int rows, int length) {
    NativeBackend.require();
    LlamaModel model = LlamaModel.create(config, DataType.FLOAT, 1);
    TrainingStep training =
        new TrainingStep(
            model,
            new AdamW(AdamW.Settings.usual(), model.layout(), DataType.FLOAT),
            LearningRateSchedule.constant(1e-4),
            1.0);
    Random random = new Random(1);
    int[][] ids = new int[rows][];
    for (int row = 0; row < rows; row++) {
      ids[row] = random.ints(length, 0, config.vocabSize()).toArray();
    }
    List<Batch> batch = List.of(Batch.of(ids, ids));
    // The first steps load natives and compile; they are not counted.
    training.run(batch);
    training.run(batch);
    long started = System.nanoTime();
    int steps = 0;
    while (steps < MOST_STEPS && System.nanoTime() - started < LONG_ENOUGH.toNanos()) {
      training.run(batch);
      steps++;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new TrainingRate(
        (double) steps * rows * length / seconds,
        "measured in %d training steps on random tokens".formatted(steps));
  }
}
