package dev.glossa.distributed;

import java.io.Serializable;
import java.util.List;

/**
 * What a logical worker tells the driver after a round: small things only.
 *
 * @param worker its number
 * @param location where its state lives now, in the form that Spark's scheduler takes as preference
 * @param steps one entry for each optimizer step that it took (or, synchronous, gave gradients for)
 * @param exhausted whether its partition holds no more batches
 * @param lost why the worker could not go on from where it should stand; null if it could. Without
 *     steps it waits for all to go back; with steps it went on with a fresh optimizer.
 */
record WorkerReport(
    int worker, String location, List<LocalStep> steps, boolean exhausted, String lost)
    implements Serializable {

  /**
   * @param lossSum over the labelled tokens
   * @param gradientNorm of the mean gradient, before clipping; NaN where the driver computes it
   */
  record LocalStep(double lossSum, long labelledTokens, long tokens, double gradientNorm)
      implements Serializable {}

  boolean isWaiting() {
    return lost != null && steps.isEmpty();
  }

  long labelledTokens() {
    return steps.stream().mapToLong(LocalStep::labelledTokens).sum();
  }

  static WorkerReport lost(int worker, String location, String why) {
    return new WorkerReport(worker, location, List.of(), false, why);
  }
}
