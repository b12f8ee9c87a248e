package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The prompt of a question with its shots.
 *
 * @param text the prompt, up to and including "Answer:"
 * @param shots how many shots are in it
 */
record MmluPrompt(String text, int shots) {

  /**
   * The prompt as the official code or lm-evaluation-harness writes it. Shots are dropped from the
   * end until it fits; nothing if not even the question does.
   *
   * @param shots the examples of the subject, of which the first {@code most} are taken
   * @param fits whether a model takes a prompt
   */
  static Optional<MmluPrompt> of(
      Mode mode,
      String subject,
      List<ChoiceQuestion> shots,
      int most,
      ChoiceQuestion question,
      Predicate<String> fits) {
    for (int count = Math.min(most, shots.size()); count >= 0; count--) {
      StringBuilder text = new StringBuilder(header(mode, subject));
      for (ChoiceQuestion shot : shots.subList(0, count)) {
        text.append(item(mode, shot)).append(' ').append(shot.answer()).append("\n\n");
      }
      text.append(item(mode, question));
      if (fits.test(text.toString())) {
        return Optional.of(new MmluPrompt(text.toString(), count));
      }
    }
    return Optional.empty();
  }

  /** The official code's subject begins with a space, so that there are two. */
  private static String header(Mode mode, String subject) {
    String space = mode == Mode.OFFICIAL ? " " : "";
    return "The following are multiple choice questions (with answers) about "
        + space
        + subject.replace('_', ' ')
        + ".\n\n";
  }

  private static String item(Mode mode, ChoiceQuestion question) {
    String asked = mode == Mode.OFFICIAL ? question.question() : question.question().strip();
    return asked + question.listedOptions() + "\nAnswer:";
  }
}
