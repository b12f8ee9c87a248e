package dev.glossa.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * What every line of the log says of the run that writes it: {@code command}, {@code run} (its id),
 * {@code stage} (what it is doing). A run within a run gives the outer one's back when it ends.
 */
final class LogContext implements AutoCloseable {
  private static final String COMMAND = "command";
  private static final String RUN = "run";
  private static final String STAGE = "stage";

  private final Map<String, String> outer = new HashMap<>();

  private LogContext() {
    List.of(COMMAND, RUN, STAGE).forEach(key -> outer.put(key, MDC.get(key)));
  }

  static LogContext of(String command, String run) {
    LogContext context = new LogContext();
    MDC.put(COMMAND, command);
    MDC.put(RUN, run);
    MDC.remove(STAGE);
    return context;
  }

  /** Whether this thread's lines are of this command, and not of a run within it. */
  static boolean isOf(String command) {
    return command.equals(MDC.get(COMMAND));
  }

  static void stage(String what) {
    MDC.put(STAGE, what);
  }

  @Override
  public void close() {
    outer.forEach(
        (key, value) -> {
          if (value == null) {
            MDC.remove(key);
          } else {
            MDC.put(key, value);
          }
        });
  }
}
