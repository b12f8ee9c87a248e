package dev.glossa.cli;

import dev.glossa.tokenizer.TrainerFlags;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * spm_train's flags as options, in both spellings: {@code --vocab_size} and {@code --vocab-size}. A
 * flag without a value is true.
 */
final class TrainerFlagOptions {

  private TrainerFlagOptions() {}

  /**
   * @param without flags that the command has no use for
   */
  static void addTo(CommandSpec command, String... without) {
    Map<String, String> flags = TrainerFlags.known();
    flags.keySet().removeAll(Set.of(without));
    flags.forEach(
        (flag, value) ->
            command.addOption(
                option(flag, "spm_train's; default: %s".formatted(quoted(value)), false)));
    for (String flag : new TreeSet<>(TrainerFlags.withoutMeaning())) {
      command.addOption(option(flag, "Without meaning here.", true));
    }
  }

  private static OptionSpec option(String flag, String description, boolean hidden) {
    return OptionSpec.builder(names(flag))
        .type(String.class)
        .arity("0..1")
        .fallbackValue("true")
        .paramLabel("VALUE")
        .description(description.replace("%", "%%"))
        .hidden(hidden)
        .build();
  }

  private static String[] names(String flag) {
    String dashed = dashed(flag);
    return dashed.equals("--" + flag) ? new String[] {dashed} : new String[] {dashed, "--" + flag};
  }

  private static String dashed(String flag) {
    return "--" + flag.replace('_', '-');
  }

  private static String quoted(String value) {
    return value.isBlank() ? "'" + value + "'" : value;
  }

  /** Puts the flags that were given under a section of the settings. */
  static void settings(CommandSpec command, String section, Map<String, Object> settings) {
    for (String flag : TrainerFlags.known().keySet()) {
      OptionSpec option = command.findOption(dashed(flag));
      if (option != null) {
        String value = option.getValue();
        JobCommand.put(settings, section + "." + flag.replace('_', '-'), value);
      }
    }
  }

  /** Names the given flags that have no effect, in one line. */
  static void warnOfIgnored(CommandSpec command) {
    Set<String> flags = new TreeSet<>(TrainerFlags.withoutMeaning());
    flags.removeIf(flag -> command.findOption(dashed(flag)).getValue() == null);
    if (!flags.isEmpty()) {
      command
          .commandLine()
          .getErr()
          .println(
              "glossa: these flags of spm_train have no meaning here: " + String.join(", ", flags));
    }
  }
}
