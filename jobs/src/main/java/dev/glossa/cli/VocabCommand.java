package dev.glossa.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands about vocabularies. */
@Command(
    name = "vocab",
    description = "Trains, extends and measures vocabularies.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      VocabTrainCommand.class,
      VocabExtendCommand.class,
      VocabReportCommand.class,
      VocabCurveCommand.class,
      HelpCommand.class
    })
final class VocabCommand {}
