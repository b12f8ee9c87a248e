package dev.glossa.evaluate;

/** A language model as evaluation sees it. One belongs to one thread at a time. */
public interface LanguageModel {

  /** The longest sequence of inputs that the model is meant for, in tokens. */
  int contextLength();

  /**
   * log p of each token given those before it, in nats; the first token of a sequence gets NaN.
   *
   * @param ids sequences, each of at most {@link #contextLength} + 1 tokens, as the last one is no
   *     input
   */
  double[][] tokenLogProbabilities(int[][] ids);

  /** Logits [vocabulary] of the token that follows these. */
  float[] logits(int[] ids);
}
