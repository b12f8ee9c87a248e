package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * A question of MMLU, C-Eval or CMMLU.
 *
 * @param question the question
 * @param options four of them
 * @param answer the letter of the right one
 * @param explanation how the answer is come to; null for none
 */
public record ChoiceQuestion(
    String question, List<String> options, String answer, String explanation)
    implements Serializable {

  /** The letters of the options. */
  public static final List<String> LETTERS = List.of("A", "B", "C", "D");

  public ChoiceQuestion {
    options = List.copyOf(options);
  }

  /** "\nA. …" and so on. */
  public String listedOptions() {
    StringBuilder listed = new StringBuilder();
    for (int i = 0; i < options.size(); i++) {
      listed.append('\n').append(LETTERS.get(i)).append(". ").append(options.get(i));
    }
    return listed.toString();
  }

  /** The text of the right option. */
  String answerText() {
    return options.get(LETTERS.indexOf(answer));
  }
}
