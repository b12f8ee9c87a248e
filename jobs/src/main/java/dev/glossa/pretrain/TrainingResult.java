package dev.glossa.pretrain;

import java.util.SortedMap;

/**
 * How a training went.
 *
 * @param steps optimizer steps of every worker
 * @param tokens tokens read by all workers
 * @param epoch how often the most-used corpus was read
 * @param firstLoss mean loss of the first steps of the training, nats per token
 * @param lastLoss mean loss of its last steps
 * @param rows rows read of every corpus: the realized mix
 */
public record TrainingResult(
    long steps,
    long tokens,
    double epoch,
    double firstLoss,
    double lastLoss,
    SortedMap<String, Long> rows) {}
