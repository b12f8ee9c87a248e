package dev.glossa.tune;

import dev.glossa.pretrain.TrainingResult;

/**
 * How a tuning went.
 *
 * @param conversations learned from
 * @param rejected lines that could not be used; see rejects.jsonl
 * @param cut conversations that were longer than a row
 * @param rows packed rows
 * @param training the training itself
 */
public record TuneResult(
    long conversations, long rejected, long cut, long rows, TrainingResult training) {}
