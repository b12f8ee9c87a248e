package dev.glossa.generate;

import java.util.Set;

/**
 * How the next token is chosen, and when to stop.
 *
 * @param temperature division of the logits; 0 means greedy
 * @param topK sample among this many best tokens; 0 means all
 * @param topP sample among the fewest best tokens whose probabilities reach this sum; 1 means all
 * @param repetitionPenalty division of the positive logits of tokens that are there already, and
 *     multiplication of the negative ones; 1 means none
 * @param maxNewTokens stop after this many
 * @param endTokens stop after one of these, which is part of the output
 * @param seed of the sampling; the same seed gives the same tokens
 */
public record SamplingSettings(
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int maxNewTokens,
    Set<Integer> endTokens,
    long seed) {

  /** Checks the ranges. */
  public SamplingSettings {
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException(
          "The temperature must not be negative; found " + temperature + ".");
    }
    if (topK < 0) {
      throw new IllegalArgumentException("top-k must not be negative; found " + topK + ".");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must lie in (0, 1]; found " + topP + ".");
    }
    if (!(repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The repetition penalty must be above 0; found " + repetitionPenalty + ".");
    }
    if (maxNewTokens < 0) {
      throw new IllegalArgumentException(
          "The number of new tokens must not be negative; found " + maxNewTokens + ".");
    }
    endTokens = Set.copyOf(endTokens);
  }

  /** The best token each time; no end tokens means that only the number stops it. */
  public static SamplingSettings greedy(int maxNewTokens, Set<Integer> endTokens) {
    return new SamplingSettings(0, 0, 1, 1, maxNewTokens, endTokens, 0);
  }
}
