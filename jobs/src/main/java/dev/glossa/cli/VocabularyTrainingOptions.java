package dev.glossa.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands that train a vocabulary have in common: text, a folder, spm_train's flags. */
final class VocabularyTrainingOptions {

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH[=WEIGHT]",
      description = "Text: files, folders, globs, Delta tables, folders of prepare.")
  List<String> input;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  String output;

  /** Puts what was given under a section of the settings. */
  void settings(CommandSpec command, String section, Map<String, Object> settings) {
    JobCommand.put(settings, section + ".input", input);
    JobCommand.put(settings, section + ".output", output);
    TrainerFlagOptions.settings(command, section + ".flags", settings);
    TrainerFlagOptions.warnOfIgnored(command);
  }
}
