package dev.glossa.perplexity;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The perplexity of a text by an n-gram model, as cc_net has it: 10 to the negative mean logarithm
 * of the probabilities of its tokens and of its lines' ends. Low is what the model knows well.
 *
 * @param model the model
 * @param tokens makes lines of tokens with spaces between them of a text
 * @see <a href="https://arxiv.org/abs/1911.00359">CCNet (Wenzek et al. 2019)</a>
 */
public record Perplexity(NGramModel model, Function<String, String> tokens) {

  /** The text's perplexity, at least 1; nothing for a text without tokens. */
  public OptionalDouble of(String text) {
    Sum sum = new Sum();
    tokens
        .apply(text)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> model.forEach(line, true, true, sum::add));
    return sum.tokens == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(StrictMath.pow(10, -sum.logProbability / sum.tokens));
  }

  private static final class Sum {
    double logProbability;
    long tokens;

    void add(TokenScore token) {
      logProbability += token.logProbability();
      tokens++;
    }
  }
}
