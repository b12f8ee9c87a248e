package dev.glossa.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands about vocabularies. */
@Command(
    name = "vocab",
    description = "Trains and extends vocabularies.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {VocabTrainCommand.class, VocabExtendCommand.class, HelpCommand.class})
final class VocabCommand {}
