package dev.glossa.submit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that is to run by spark-submit, or on a platform.
 *
 * @param home the folder of the distribution, with {@code lib/} and {@code conf/}
 * @param command its name: {@code vocab train}
 * @param arguments the whole command line after {@code glossa}, without the launcher's own options
 * @param paths which of the arguments are paths
 * @param output where the job leaves its records: the value of {@code --output}, of a cell of a
 *     study its folder below that; or null
 * @param master {@code --master}, or null
 * @param platform {@code --platform}, or null
 * @param sparkOptions spark-submit's options, which followed {@code --}
 * @param dryRun whether commands are only printed
 * @param variables the environment
 */
public record Request(
    Path home,
    String command,
    List<String> arguments,
    List<PathArgument> paths,
    String output,
    String master,
    String platform,
    List<String> sparkOptions,
    boolean dryRun,
    Map<String, String> variables) {

  /** The commands that compute with a model, and so need the natives. */
  private static final Set<String> MODEL_COMMANDS =
      Set.of("demo", "init", "pretrain", "tune", "generate", "evaluate", "study", "plan");

  /** The commands that read templates, prompts, model configurations and data of conf/. */
  private static final Set<String> SHIPPED_FILE_COMMANDS =
      Set.of("demo", "init", "judge", "tune", "study", "plan");

  /**
   * The value of an option that is a path.
   *
   * @param option the option's name, for messages
   * @param text as it was given
   */
  public record PathArgument(String option, String text) {}

  /** Whether the command may name files of conf/, or has its data there. */
  boolean readsShippedFiles() {
    return SHIPPED_FILE_COMMANDS.contains(command);
  }

  boolean usesModel() {
    return MODEL_COMMANDS.contains(command);
  }

  /** Whether the command leaves run.json, by which a launcher elsewhere knows how it went. */
  boolean leavesRecord() {
    return !command.equals("report");
  }

  /** An environment variable, or what holds without. */
  String variable(String name, String otherwise) {
    String value = variables.get(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
