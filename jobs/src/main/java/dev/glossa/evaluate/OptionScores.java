package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The letter that log p of options after a prompt chooses. */
final class OptionScores {
  /** The value of a letter that a server does not tell of, as others are likelier. */
  static final double ABSENT = -100;

  private OptionScores() {}

  /** log p of what follows the first tokens of each sequence. */
  static double[] fromSequences(LanguageModel model, int context, int[][] sequences) {
    return Arrays.stream(model.tokenLogProbabilities(sequences, context))
        .mapToDouble(tokens -> Arrays.stream(tokens).sum())
        .toArray();
  }

  /**
   * A question whose answer is chosen by the first tokens of "A" to "D", without a space before
   * them, after a prompt.
   *
   * @param begin BOS, or negative for none
   * @throws UnansweredException if the prompt is longer than the model's context
   */
  static ItemBatch.Question firstTokens(
      String task,
      Item item,
      String prompt,
      int shots,
      int begin,
      LanguageModel model,
      Tokenizer tokenizer)
      throws UnansweredException {
    Weighing weighing = Weighing.alone(tokenizer, begin, prompt, ChoiceQuestion.LETTERS);
    if (weighing.context().length > model.contextLength()) {
      throw UnansweredException.tooLong(model.contextLength());
    }
    return new ItemBatch.Question(
        weighing, scores -> ItemTable.question(task, item, prompt, shots, scores).row());
  }

  /**
   * Chooses by the letters' probabilities that a model without weights here tells, as a server
   * does. Its tokens are not known: the likelier of a letter with and without a space before it
   * counts.
   *
   * @return the row of the question, which without an answer counts as wrong
   */
  static Row weighNext(String task, Item item, String prompt, int shots, Answerer answerer) {
    List<String> texts =
        Stream.of("", " ").flatMap(s -> ChoiceQuestion.LETTERS.stream().map(s::concat)).toList();
    try {
      Answerer.Next next = answerer.nextLogProbabilities(prompt, texts, Integer.MAX_VALUE);
      double[] told = next.logProbabilities();
      double[] scores = new double[ChoiceQuestion.LETTERS.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Math.max(ABSENT, Math.max(told[i], told[scores.length + i]));
      }
      return ItemTable.question(task, item, prompt, shots, scores).told(next).row();
    } catch (UnansweredException e) {
      return ItemTable.unanswered(task, item, prompt, shots, e.getMessage());
    }
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
}
