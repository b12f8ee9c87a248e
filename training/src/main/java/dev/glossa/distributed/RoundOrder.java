package dev.glossa.distributed;

import java.io.Serializable;

/**
 * What the driver orders for one round; goes to every worker with its task.
 *
 * @param run names the training; two runs in one JVM do not meet
 * @param workers how many there are
 * @param attempt changes with every start from a checkpoint; states of other attempts are void
 * @param round counted from 0 within the partition's data
 * @param completedSteps optimizer steps that every worker must already have taken
 * @param firstOfAttempt whether workers may (must) be made anew
 * @param restoreFrom the folder with their optimizer states, null for fresh ones
 * @param localSteps the most steps to take
 * @param accumulation batches to a step
 * @param local true: take local optimizer steps and leave the pseudo-gradient; false: leave the
 *     summed gradient of one step
 * @param learningRates one for each local step
 * @param clipNorm bound of the gradient's global norm, or 0
 * @param exchange in what form pseudo-gradients are sent
 * @param replaceLost whether a lost worker goes on with a fresh optimizer
 */
record RoundOrder(
    String run,
    int workers,
    String attempt,
    int round,
    long completedSteps,
    boolean firstOfAttempt,
    String restoreFrom,
    int localSteps,
    int accumulation,
    boolean local,
    double[] learningRates,
    double clipNorm,
    Exchange exchange,
    boolean replaceLost)
    implements Serializable {

  /** The number of a batch among all of the training. */
  int pass(int localStep, int worker, int batch) {
    return (int) (((completedSteps + localStep) * workers + worker) * accumulation + batch);
  }

  int batches() {
    return Math.multiplyExact(localSteps, accumulation);
  }
}
