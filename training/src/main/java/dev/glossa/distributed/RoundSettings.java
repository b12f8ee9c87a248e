package dev.glossa.distributed;

import java.util.function.LongToDoubleFunction;

/**
 * How a training master works.
 *
 * @param run names the training; keys the state that workers keep in their JVMs
 * @param workers logical workers: partitions of the data
 * @param localSteps H, optimizer steps between two synchronizations
 * @param accumulation batches to an optimizer step
 * @param clipNorm bound of the gradient's global norm; 0: no clipping
 * @param learningRate by the number of steps already taken
 * @param exchange in what form pseudo-gradients are sent; gradients are sent as they are
 * @param replaceLost whether a worker whose state is gone goes on with a fresh optimizer; if not,
 *     {@link WorkerLostException} is thrown
 */
public record RoundSettings(
    String run,
    int workers,
    int localSteps,
    int accumulation,
    double clipNorm,
    LongToDoubleFunction learningRate,
    Exchange exchange,
    boolean replaceLost) {

  public RoundSettings {
    requirePositive("workers", workers);
    requirePositive("local steps", localSteps);
    requirePositive("gradient accumulation", accumulation);
  }

  RoundSettings withLocalSteps(int steps) {
    return new RoundSettings(
        run, workers, steps, accumulation, clipNorm, learningRate, exchange, replaceLost);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(name, value));
    }
  }
}
