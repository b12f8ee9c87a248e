package dev.glossa.evaluate;

/**
 * McNemar's test in its exact form (McNemar 1947): whether two models are right on the same items
 * equally often, from the items on which only one of them is right. Under the hypothesis each of
 * these is the one's or the other's with probability 1/2.
 */
final class ExactMcNemar {
  private ExactMcNemar() {}

  /**
   * The two-sided p-value.
   *
   * @param onlyFirst items that only the first model has right
   * @param onlySecond items that only the second model has right
   */
  static double pValue(long onlyFirst, long onlySecond) {
    long n = onlyFirst + onlySecond;
    double logTerm = -n * Math.log(2);
    double tail = Math.exp(logTerm);
    for (long k = 1; k <= Math.min(onlyFirst, onlySecond); k++) {
      logTerm += Math.log((double) (n - k + 1) / k);
      tail += Math.exp(logTerm);
    }
    return Math.min(1, 2 * tail);
  }
}
