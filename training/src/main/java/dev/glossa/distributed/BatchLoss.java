package dev.glossa.distributed;

/**
 * What a backward pass over one batch reports.
 *
 * @param lossSum sum over the labelled tokens of −log p, in nats
 * @param labelledTokens how many tokens the sum runs over
 * @param tokens all tokens read, labelled or not
 */
public record BatchLoss(double lossSum, long labelledTokens, long tokens) {

  static final BatchLoss NONE = new BatchLoss(0, 0, 0);

  BatchLoss plus(BatchLoss other) {
    return new BatchLoss(
        lossSum + other.lossSum, labelledTokens + other.labelledTokens, tokens + other.tokens);
  }
}
