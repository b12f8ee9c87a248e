package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * How evenly a vocabulary is used: the Rényi entropy of the tokens' distribution, as a share of the
 * entropy that all pieces in equal shares would have.
 *
 * <p>Source: Zouhar et al., "Tokenization and the Noiseless Channel" (arXiv 2306.16842), with the
 * vocabulary's size below the line, which their package tokenization-scorer takes as {@code vocab}.
 */
public final class RenyiEfficiency {

  /** The order that goes best with translation quality in the paper. */
  public static final double ALPHA = 2.5;

  private RenyiEfficiency() {}

  /**
   * H_α(p) / log |V|, with H_α(p) = log(Σ p^α) / (1 − α).
   *
   * @param counts how often each piece occurs, in any order; zeros may be left out
   * @param vocabularySize |V|
   * @param alpha the order, positive and not 1
   * @return 0 to 1, or NaN if there is no token or only one piece
   */
  public static double of(long[] counts, int vocabularySize, double alpha) {
    long[] ascending = counts.clone();
    // Sums of floating-point numbers depend on their order.
    Arrays.sort(ascending);
    double total = Arrays.stream(ascending).sum();
    if (total == 0 || vocabularySize < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (long count : ascending) {
      sum += StrictMath.pow(count / total, alpha);
    }
    return StrictMath.log(sum) / (1 - alpha) / StrictMath.log(vocabularySize);
  }
}
