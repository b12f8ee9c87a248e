package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs commands of other programs. */
interface Shell {

  /**
   * How a command ended.
   *
   * @param exitCode 0 if well
   * @param out what it wrote on standard output
   * @param err what it wrote on standard error
   */
  record Answer(int exitCode, byte[] out, String err) {}

  /**
   * Runs a command to its end.
   *
   * @throws GlossaException (usage) if there is no such program
   */
  Answer run(Command command);

  /** The same, with its output shown to the person; returns the exit code. */
  int show(Command command);

  /**
   * What a command answers.
   *
   * @throws GlossaException (failure) if it ends badly, with what it said
   */
  default String ask(Command command) {
    Answer answer = run(command);
    if (answer.exitCode() != 0) {
      throw GlossaException.failure(
          "'%s' ended with code %d: %s",
          String.join(" ", command.words().subList(0, Math.min(3, command.words().size()))),
          answer.exitCode(),
          lastLine(answer.err()));
    }
    return text(answer);
  }

  /** What a command answers if it ends well. */
  default Optional<String> askIfThere(Command command) {
    return Optional.of(run(command)).filter(answer -> answer.exitCode() == 0).map(Shell::text);
  }

  private static String text(Answer answer) {
    return new String(answer.out(), StandardCharsets.UTF_8);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((first, second) -> second).orElse("it said nothing.");
  }
}
