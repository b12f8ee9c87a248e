package dev.glossa.submit;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Commands of {@code gcloud dataproc}.
 *
 * @param region the region's name
 * @param project the project, or null for that of the client's configuration
 */
record Gcloud(String region, String project) {

  static Gcloud of(Environment environment) {
    return new Gcloud(
        environment.required("region", "GLOSSA_REGION"), environment.target().get("project"));
  }

  Command dataproc(String... words) {
    Command command = Command.of("gcloud", "dataproc").and(words).and("--region=" + region);
    return project == null ? command : command.and("--project=" + project);
  }

  /** The flags of an application that jobs and batches have in common. */
  static Command describe(Command command, Application application) {
    String jars =
        application.jars().isEmpty()
            ? application.mainJar()
            : application.mainJar() + "," + String.join(",", application.jars());
    return command.and(
        "--class=" + Application.MAIN_CLASS,
        "--jars=" + jars,
        "--properties=" + properties(application.settings()),
        "--async");
  }

  /** Values may have commas in them: another character stands between. */
  private static String properties(Map<String, String> settings) {
    String separator =
        settings.values().stream().anyMatch(value -> value.contains("|")) ? "#" : "|";
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(separator, "^" + separator + "^", ""));
  }

  /** The arguments of the application, which end a command. */
  static Command arguments(Command command, Application application) {
    return command.and("--").and(application.arguments().toArray(String[]::new));
  }

  /**
   * Waits for the end of a run, while the client shows its driver's log. A client that lets go of a
   * run before its end is asked again.
   *
   * @param watch the command that waits, and the one that asks for the state
   * @param last the states that do not change
   * @return the last state
   */
  static String await(
      String id,
      List<Command> watch,
      Set<String> last,
      Duration poll,
      Shell shell,
      PrintWriter err) {
    while (true) {
      shell.show(watch.get(0));
      String state = shell.ask(watch.get(1)).strip();
      err.println("glossa: " + id + " is " + state);
      err.flush();
      if (last.contains(state)) {
        return state;
      }
      StateWatch.sleep(poll);
    }
  }
}
