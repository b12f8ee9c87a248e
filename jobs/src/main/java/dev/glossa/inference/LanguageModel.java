package dev.glossa.inference;

import dev.glossa.generate.Generation;
import dev.glossa.generate.GenerationRequest;
import dev.glossa.generate.SamplingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** A language model to ask. One belongs to one thread at a time. */
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

  /**
   * log p of the tokens from a position on, in nats, of sequences such as several continuations of
   * one context.
   *
   * @param ids as for {@link #tokenLogProbabilities(int[][])}
   * @param from position of the first token that is asked for, at least 1
   * @return for each sequence one value a token from there on
   */
  default double[][] tokenLogProbabilities(int[][] ids, int from) {
    return Arrays.stream(tokenLogProbabilities(ids))
        .map(all -> Arrays.copyOfRange(all, Math.min(from, all.length), all.length))
        .toArray(double[][]::new);
  }

  /** Logits [vocabulary] of the token that follows these. */
  float[] logits(int[] ids);

  /** Logits [sequences, vocabulary] of the tokens that follow each of these sequences. */
  default float[][] logits(int[][] ids) {
    return Arrays.stream(ids).map(this::logits).toArray(float[][]::new);
  }

  /** How many tokens the model knows: their ids are below. */
  int vocabularySize();

  /** The ids after which an answer ends. */
  Set<Integer> endTokens();

  /**
   * Continues a prompt of at least one token.
   *
   * @param listener gets every new token as soon as it is there
   */
  Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener);

  /** Continues prompts of at least one token each; a generation for each, in order. */
  default List<Generation> generate(List<GenerationRequest> requests) {
    return requests.stream()
        .map(request -> generate(request.prompt(), request.settings(), id -> {}))
        .toList();
  }
}
