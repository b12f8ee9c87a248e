package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.Arrays;

/** log p of the letters " A" to " D" after a prompt, and the letter that they choose. */
final class OptionScores {
  /** The official code asked for the 100 best tokens; a letter that is not among them has this. */
  static final double ABSENT = -100;

  private static final int BEST = 100;

  private OptionScores() {}

  /**
   * The letters' log-probabilities. Where each letter is one token they are read from one
   * distribution; where a vocabulary needs several tokens for a letter, they are summed.
   *
   * @param begin BOS, or negative for none
   */
  static double[] of(
      Mode mode, LanguageModel model, Tokenizer tokenizer, int begin, String prompt) {
    int[] context = encode(tokenizer, begin, prompt);
    int[][] sequences = new int[ChoiceQuestion.LETTERS.size()][];
    boolean single = true;
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = encode(tokenizer, begin, prompt + " " + ChoiceQuestion.LETTERS.get(i));
      single &=
          sequences[i].length == context.length + 1
              && Arrays.equals(context, 0, context.length, sequences[i], 0, context.length);
    }
    return single
        ? fromLogits(mode, model.logits(context), sequences)
        : fromSequences(model, context.length, sequences);
  }

  private static double[] fromLogits(Mode mode, float[] logits, int[][] sequences) {
    double normalizer = logSumExp(logits);
    double[] scores = new double[sequences.length];
    for (int i = 0; i < scores.length; i++) {
      float logit = logits[sequences[i][sequences[i].length - 1]];
      scores[i] =
          mode == Mode.OFFICIAL && larger(logits, logit) >= BEST ? ABSENT : logit - normalizer;
    }
    return scores;
  }

  private static double[] fromSequences(LanguageModel model, int context, int[][] sequences) {
    return Arrays.stream(model.tokenLogProbabilities(sequences, context))
        .mapToDouble(tokens -> Arrays.stream(tokens).sum())
        .toArray();
  }

  /**
   * The log-probabilities of the first tokens of "A" to "D", without a space before them, after a
   * prompt.
   */
  static double[] ofFirstTokens(LanguageModel model, Tokenizer tokenizer, int[] prompt) {
    float[] logits = model.logits(prompt);
    double normalizer = logSumExp(logits);
    return ChoiceQuestion.LETTERS.stream()
        .mapToDouble(letter -> logits[tokenizer.encode(letter)[0]] - normalizer)
        .toArray();
  }

  /** The letter with the highest score; of equal ones the first. */
  static String choice(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return ChoiceQuestion.LETTERS.get(best);
  }

  /** The ids that a model is given for a text. */
  static int[] encode(Tokenizer tokenizer, int begin, String text) {
    int[] ids = tokenizer.encode(text);
    if (begin < 0) {
      return ids;
    }
    int[] all = new int[ids.length + 1];
    all[0] = begin;
    System.arraycopy(ids, 0, all, 1, ids.length);
    return all;
  }

  private static int larger(float[] logits, float logit) {
    int larger = 0;
    for (float each : logits) {
      larger += each > logit ? 1 : 0;
    }
    return larger;
  }

  private static double logSumExp(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum);
  }
}
