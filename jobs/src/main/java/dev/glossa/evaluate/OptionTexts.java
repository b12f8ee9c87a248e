package dev.glossa.evaluate;

import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.List;

/**
 * Options whose whole texts are scored after a context, as lm-evaluation-harness does: context and
 * option are encoded together, and the option is what comes after as many tokens as the context has
 * alone; white space at the end of the context belongs to the option.
 *
 * @param context tokens before the option
 * @param sequences context and option, for each option
 */
record OptionTexts(int context, int[][] sequences) {

  /**
   * @param begin BOS, or negative for none
   * @param continuations the options with what precedes them, as a space
   */
  static OptionTexts of(Tokenizer tokenizer, int begin, String prompt, List<String> continuations) {
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
    return new OptionTexts(OptionScores.encode(tokenizer, first, context).length, sequences);
  }

  /** Tokens of the longest sequence. */
  int longest() {
    int longest = 0;
    for (int[] sequence : sequences) {
      longest = Math.max(longest, sequence.length);
    }
    return longest;
  }

  /** log p of each option, in nats. */
  double[] logLikelihoods(LanguageModel model) {
    return OptionScores.fromSequences(model, context, sequences);
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
