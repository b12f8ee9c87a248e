package dev.glossa.evaluate;

import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts that may follow a prompt, as tokens: what is asked of a model is log p of each.
 *
 * @param context the prompt
 * @param sequences the prompt with each of the texts
 * @param among negative infinity is the value of a single token that so many are likelier than
 */
record Weighing(int[] context, int[][] sequences, int among) {

  /**
   * Texts as they are encoded together with the prompt.
   *
   * @param begin BOS, or negative for none
   */
  static Weighing following(
      Tokenizer tokenizer, int begin, String prompt, List<String> texts, int among) {
    int[][] sequences = new int[texts.size()][];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = OptionScores.encode(tokenizer, begin, prompt + texts.get(i));
    }
    return new Weighing(OptionScores.encode(tokenizer, begin, prompt), sequences, among);
  }

  /**
   * The first tokens of texts that are encoded alone.
   *
   * @param begin BOS, or negative for none
   */
  static Weighing alone(Tokenizer tokenizer, int begin, String prompt, List<String> texts) {
    int[] context = OptionScores.encode(tokenizer, begin, prompt);
    int[][] sequences = new int[texts.size()][];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = Arrays.copyOf(context, context.length + 1);
      sequences[i][context.length] = tokenizer.encode(texts.get(i))[0];
    }
    return new Weighing(context, sequences, Integer.MAX_VALUE);
  }

  /** Tokens of the longest sequence. */
  int longest() {
    return Arrays.stream(sequences).mapToInt(ids -> ids.length).max().orElse(0);
  }

  /** log p of each text. */
  double[] scores(LanguageModel model) {
    return all(model, List.of(this)).get(0);
  }

  /**
   * log p of the texts of each. Where they are one token each they are read from one distribution,
   * and the distributions of all such prompts are computed together; where a vocabulary needs
   * several tokens for one of them, they are summed.
   */
  static List<double[]> all(LanguageModel model, List<Weighing> asked) {
    float[][] logits =
        model.logits(
            asked.stream().filter(Weighing::isSingle).map(Weighing::context).toArray(int[][]::new));
    List<double[]> scores = new ArrayList<>();
    int next = 0;
    for (Weighing one : asked) {
      scores.add(
          one.isSingle()
              ? one.fromLogits(logits[next++])
              : OptionScores.fromSequences(model, one.context.length, one.sequences));
    }
    return scores;
  }

  private boolean isSingle() {
    int length = context.length;
    return Arrays.stream(sequences)
        .allMatch(
            ids -> ids.length == length + 1 && Arrays.equals(context, 0, length, ids, 0, length));
  }

  private double[] fromLogits(float[] logits) {
    double normalizer = logSumExp(logits);
    double[] scores = new double[sequences.length];
    for (int i = 0; i < scores.length; i++) {
      float logit = logits[sequences[i][context.length]];
      scores[i] = isAmong(logits, logit) ? logit - normalizer : Double.NEGATIVE_INFINITY;
    }
    return scores;
  }

  private boolean isAmong(float[] logits, float logit) {
    int larger = 0;
    for (float each : logits) {
      larger += each > logit ? 1 : 0;
    }
    return larger < among;
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
