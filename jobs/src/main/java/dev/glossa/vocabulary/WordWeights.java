package dev.glossa.vocabulary;

import dev.glossa.job.GlossaException;
import dev.glossa.language.Language;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of inputs and languages as whole numbers over one denominator, so that sums of weighted
 * counts are exact, in whatever order they are made. A word of an input of weight a in a language
 * of weight b counts a·b times; the sum over all is rounded half up.
 */
final class WordWeights implements Serializable {

  private static final long serialVersionUID = 1;

  /** More decimals would leave too few digits for counts. */
  private static final int MAX_DECIMALS = 9;

  private final HashMap<String, BigDecimal> byLanguage = new HashMap<>();
  private final long denominator;

  /**
   * @param inputs the weights of inputs
   * @param languages weights by language code; others have 1
   * @throws GlossaException (usage) if a weight is not positive or has too many decimals
   */
  WordWeights(Collection<Double> inputs, Map<String, Double> languages) {
    languages.forEach(
        (language, weight) -> byLanguage.put(Language.codeOf(language), exact(language, weight)));
    List<BigDecimal> ofLanguages = new ArrayList<>(byLanguage.values());
    ofLanguages.add(BigDecimal.ONE);
    int decimals = 0;
    for (double input : inputs) {
      BigDecimal weight = exact("input", input);
      for (BigDecimal language : ofLanguages) {
        decimals = Math.max(decimals, weight.multiply(language).stripTrailingZeros().scale());
      }
    }
    if (decimals > MAX_DECIMALS) {
      throw GlossaException.usage(
          "The weights of inputs and languages multiply to numbers of %d decimals, more than %d:"
              + " round them.",
          decimals, MAX_DECIMALS);
    }
    this.denominator = BigDecimal.ONE.scaleByPowerOfTen(decimals).longValueExact();
  }

  private static BigDecimal exact(String name, double weight) {
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw GlossaException.usage(
          "The weight of '%s' is %s, but must be a positive number.", name, weight);
    }
    return BigDecimal.valueOf(weight);
  }

  /** The share of a weighted count that is one. */
  long denominator() {
    return denominator;
  }

  /**
   * What a word counts.
   *
   * @param language the label of its document, or null
   */
  long numerator(double input, String language) {
    BigDecimal weight =
        language == null
            ? BigDecimal.ONE
            : byLanguage.getOrDefault(Language.codeOf(language), BigDecimal.ONE);
    return BigDecimal.valueOf(input)
        .multiply(weight)
        .multiply(BigDecimal.valueOf(denominator))
        .longValueExact();
  }

  /** A sum of numerators as a count, rounded half up. */
  long round(long sum) {
    long whole = sum / denominator;
    long rest = sum % denominator;
    return rest >= denominator - rest ? whole + 1 : whole;
  }
}
