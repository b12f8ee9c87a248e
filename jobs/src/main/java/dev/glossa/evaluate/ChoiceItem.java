package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;

/**
 * A question with four options.
 *
 * @param subject the name of its file
 * @param index its place in the file, from 0
 * @param question the question
 */
record ChoiceItem(String subject, int index, ChoiceQuestion question) implements Item {
  @Override
  public String id() {
    return subject + "/" + index;
  }

  @Override
  public String gold() {
    return question.answer();
  }
}
