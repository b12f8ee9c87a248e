package dev.glossa.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * A row of an MMLU file.
 *
 * @param question the question
 * @param options four of them
 * @param answer the right one, A to D
 */
record MultipleChoiceQuestion(String question, List<String> options, String answer)
    implements Serializable {

  static final List<String> LETTERS = List.of("A", "B", "C", "D");

  MultipleChoiceQuestion {
    options = List.copyOf(options);
  }
}
