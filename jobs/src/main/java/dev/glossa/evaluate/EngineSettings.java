package dev.glossa.evaluate;

/**
 * How items are asked, and what is written beside the results.
 *
 * @param prefixCache whether what a prompt has in common with the one before it is computed once
 * @param batchSize how many questions of a subject a model is asked at once
 * @param saveEvery how many items a task scores between two writes of what it has; null: each
 *     answer of a server at once, and a few of a model folder's items together
 * @param harnessResults whether the results are also written as lm-evaluation-harness does
 */
public record EngineSettings(
    boolean prefixCache, int batchSize, Integer saveEvery, boolean harnessResults) {

  /** A model folder asks so few items again in less time than it writes many small files. */
  private static final int ITEMS_OF_WEIGHTS = 8;

  /**
   * How many items are written at once.
   *
   * @param behindServer whether asking an item again may cost money
   */
  int savedAtOnce(boolean behindServer) {
    if (saveEvery != null) {
      return saveEvery;
    }
    return behindServer ? 1 : ITEMS_OF_WEIGHTS;
  }
}
