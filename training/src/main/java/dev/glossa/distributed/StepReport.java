package dev.glossa.distributed;

/**
 * One optimizer step of all workers.
 *
 * @param step counted from 1
 * @param loss mean over the labelled tokens of all workers, in nats
 * @param gradientNorm global norm before clipping; with local steps, the mean over the workers;
 *     null where the method does not tell it
 * @param learningRate the (inner) optimizer's
 * @param tokens tokens read by all workers in this step
 * @param seconds wall time of the step; within a round every step has the round's mean
 */
public record StepReport(
    long step,
    double loss,
    Double gradientNorm,
    double learningRate,
    long tokens,
    double seconds) {}
