package dev.glossa.evaluate;

import dev.glossa.tokenizer.Tokenizer;
import java.util.List;

/**
 * Options whose whole texts are scored after a context, as lm-evaluation-harness does: context and
 * option are encoded together, and the option is what comes after as many tokens as the context has
 * alone; white space at the end of the context belongs to the option.
 */
final class OptionTexts {
  private OptionTexts() {}

  /**
   * What is weighed.
   *
   * @param begin BOS, or negative for none
   * @param continuations the options with what precedes them, as a space
   */
  static Weighing weighing(
      Tokenizer tokenizer, int begin, String prompt, List<String> continuations) {
    String context = prompt.stripTrailing();
    int first = begin;
    if (first < 0 && tokenizer.encode(context).length == 0) {
      // something has to precede the first token
      first = tokenizer.bosId() >= 0 ? tokenizer.bosId() : tokenizer.eosId();
    }
    int[][] sequences = new int[continuations.size()][];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = OptionScores.encode(tokenizer, first, prompt + continuations.get(i));
    }
    return new Weighing(
        OptionScores.encode(tokenizer, first, context), sequences, Integer.MAX_VALUE);
  }

  /** The log-likelihoods divided by the options' characters. */
  static double[] perCharacter(double[] logLikelihoods, List<String> options) {
    double[] normalised = new double[logLikelihoods.length];
    for (int i = 0; i < normalised.length; i++) {
      String option = options.get(i);
      normalised[i] = logLikelihoods[i] / option.codePointCount(0, option.length());
    }
    return normalised;
  }

  /** The place of the largest; of equal ones the first. */
  static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
