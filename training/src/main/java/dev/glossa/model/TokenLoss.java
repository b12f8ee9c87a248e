package dev.glossa.model;

/**
 * A loss over labelled tokens, kept as a sum so that parts can be added.
 *
 * @param sum sum of -log p(label), in nats
 * @param tokens number of labelled tokens
 */
public record TokenLoss(double sum, long tokens) {

  /** Mean per labelled token; 0 if there is none. */
  public double mean() {
    return tokens == 0 ? 0 : sum / tokens;
  }

  /** The loss of both parts. */
  public TokenLoss plus(TokenLoss other) {
    return new TokenLoss(sum + other.sum, tokens + other.tokens);
  }
}
