package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** log p of options after a prompt, and the letter that they choose. */
final class OptionScores {
  /** The value of a letter that a server does not tell of, as others are likelier. */
  static final double ABSENT = -100;

  private OptionScores() {}

  /**
   * log p of texts after a prompt. Where each text is one token they are read from one
   * distribution; where a vocabulary needs several tokens for one of them, they are summed.
   *
   * @param begin BOS, or negative for none
   * @param among negative infinity is the value of a token that so many are likelier than
   */
  static double[] of(
      LanguageModel model,
      Tokenizer tokenizer,
      int begin,
      String prompt,
      List<String> texts,
      int among) {
    int[] context = encode(tokenizer, begin, prompt);
    int[][] sequences = new int[texts.size()][];
    boolean single = true;
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = encode(tokenizer, begin, prompt + texts.get(i));
      single &=
          sequences[i].length == context.length + 1
              && Arrays.equals(context, 0, context.length, sequences[i], 0, context.length);
    }
    return single
        ? fromLogits(model.logits(context), sequences, among)
        : fromSequences(model, context.length, sequences);
  }

  private static double[] fromLogits(float[] logits, int[][] sequences, int among) {
    double normalizer = logSumExp(logits);
    double[] scores = new double[sequences.length];
    for (int i = 0; i < scores.length; i++) {
      float logit = logits[sequences[i][sequences[i].length - 1]];
      scores[i] = larger(logits, logit) >= among ? Double.NEGATIVE_INFINITY : logit - normalizer;
    }
    return scores;
  }

  /** log p of what follows the first tokens of each sequence. */
  static double[] fromSequences(LanguageModel model, int context, int[][] sequences) {
    double[][] tokens = model.tokenLogProbabilities(sequences);
    double[] scores = new double[sequences.length];
    for (int i = 0; i < scores.length; i++) {
      for (int t = context; t < tokens[i].length; t++) {
        scores[i] += tokens[i][t];
      }
    }
    return scores;
  }

  /**
   * Chooses by the first tokens of "A" to "D", without a space before them, after a prompt.
   *
   * @param begin BOS, or negative for none
   */
  static Row weighFirstTokens(
      String task,
      Item item,
      String prompt,
      int shots,
      int begin,
      LanguageModel model,
      Tokenizer tokenizer) {
    int[] ids = encode(tokenizer, begin, prompt);
    if (ids.length > model.contextLength()) {
      return ItemTable.tooLong(task, item, model.contextLength());
    }
    float[] logits = model.logits(ids);
    double normalizer = logSumExp(logits);
    double[] scores =
        ChoiceQuestion.LETTERS.stream()
            .mapToDouble(letter -> logits[tokenizer.encode(letter)[0]] - normalizer)
            .toArray();
    return ItemTable.question(task, item, prompt, shots, scores);
  }

  /**
   * Chooses by the letters' probabilities that a model without weights here tells, as a server
   * does. Its tokens are not known: the likelier of a letter with and without a space before it
   * counts.
   *
   * @throws UnansweredException if there is no answer to the prompt
   */
  static Row weighNext(String task, Item item, String prompt, int shots, Answerer answerer)
      throws UnansweredException {
    List<String> texts =
        Stream.of("", " ").flatMap(s -> ChoiceQuestion.LETTERS.stream().map(s::concat)).toList();
    double[] told = answerer.nextLogProbabilities(prompt, texts, Integer.MAX_VALUE);
    double[] scores = new double[ChoiceQuestion.LETTERS.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.max(ABSENT, Math.max(told[i], told[scores.length + i]));
    }
    return ItemTable.question(task, item, prompt, shots, scores);
  }

  /** The letter with the highest score; of equal ones the first. */
  static String choice(double[] scores) {
    return ChoiceQuestion.LETTERS.get(OptionTexts.largest(scores));
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
