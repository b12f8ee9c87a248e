package dev.glossa.distributed;

/**
 * What is known after a step, for metrics.jsonl and the terminal.
 *
 * @param step optimizer steps taken, from 1
 * @param tokens tokens read since the training began
 * @param loss mean over the labelled tokens, nats
 * @param gradNorm global norm of the gradient before clipping; null where nobody knows it
 * @param lr learning rate of the step
 * @param tokensPerSecond over all workers
 * @param epoch how often the most-used corpus has been read
 */
public record StepMetrics(
    long step,
    long tokens,
    double loss,
    Double gradNorm,
    double lr,
    double tokensPerSecond,
    double epoch) {}
