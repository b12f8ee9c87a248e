package dev.glossa.evaluate;

/**
 * How items are asked, and what is written beside the results.
 *
 * @param prefixCache whether what a prompt has in common with the one before it is computed once
 * @param batchSize how many questions of a subject a model is asked at once
 * @param saveEvery how many items a task scores between two writes of what it has
 * @param harnessResults whether the results are also written as lm-evaluation-harness does
 */
public record EngineSettings(
    boolean prefixCache, int batchSize, int saveEvery, boolean harnessResults) {}
