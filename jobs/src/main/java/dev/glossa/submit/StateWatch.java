package dev.glossa.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;

/**
 * Asks for a run's state until it is one of the last.
 *
 * @param shell runs the command
 * @param question answers with JSON
 * @param pointer where the state stands in the answer
 * @param poll the time between two questions
 */
record StateWatch(Shell shell, Command question, String pointer, Duration poll) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A client that fails so often, one time after the other, does not come back. */
  private static final int PATIENCE = 5;

  /**
   * Waits for one of the last states, and says each that comes. A client that fails for a moment is
   * asked again.
   *
   * @param between done after each question
   */
  String await(String id, Set<String> last, Runnable between, PrintWriter err) {
    String said = "";
    while (true) {
      String state = state();
      if (!state.equals(said)) {
        err.println("glossa: " + id + " is " + state);
        err.flush();
        said = state;
      }
      between.run();
      if (last.contains(state)) {
        return state;
      }
      sleep(poll);
    }
  }

  private String state() {
    for (int failures = 1; ; failures++) {
      try {
        return json(shell.ask(question)).at(pointer).asText();
      } catch (GlossaException e) {
        if (e.exitCode() != ExitCode.FAILURE || failures == PATIENCE) {
          throw e;
        }
        sleep(poll);
      }
    }
  }

  /** Waits between two questions. */
  static void sleep(Duration poll) {
    try {
      Thread.sleep(poll.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GlossaException(ExitCode.INTERRUPTED, "The launcher was interrupted.", e);
    }
  }

  /** A client's answer. */
  static JsonNode json(String answer) {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.FAILURE, "The client's answer is no JSON: " + answer.strip(), e);
    }
  }
}
