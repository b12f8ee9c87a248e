package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A wrong command line as one sentence with exit code 2. A name that does not exist is told before
 * anything that is missing, since it is often the missing option, mistyped; and it is told also
 * where an option that takes several values has swallowed it.
 */
final class UsageErrors implements IParameterExceptionHandler, IExecutionStrategy {
  private final IExecutionStrategy strategy;

  /**
   * @param strategy what is done with a right command line
   */
  UsageErrors(IExecutionStrategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    List<String> unknown = unknown(command);
    PrintWriter err = command.getErr();
    err.println(
        "glossa: " + (unknown.isEmpty() ? firstLine(e.getMessage()) : sentence(unknown, command)));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  @Override
  public int execute(ParseResult parsed) {
    for (ParseResult result = parsed; result != null; result = result.subcommand()) {
      CommandLine command = result.commandSpec().commandLine();
      if (!swallowed(result).isEmpty()) {
        throw new ParameterException(command, sentence(swallowed(result), command));
      }
    }
    return strategy.execute(parsed);
  }

  private static List<String> unknown(CommandLine command) {
    List<String> unknown = new ArrayList<>(command.getUnmatchedArguments());
    ParseResult result = command.getParseResult();
    if (result != null) {
      unknown.addAll(swallowed(result));
    }
    return unknown;
  }

  private static List<String> swallowed(ParseResult result) {
    return result.matchedOptions().stream()
        .filter(option -> option.arity().isVariable())
        .flatMap(option -> option.originalStringValues().stream())
        .filter(UsageErrors::isOption)
        .toList();
  }

  /** Names the first unknown option, or else the first unknown word. */
  private static String sentence(List<String> unknown, CommandLine command) {
    String name = unknown.stream().filter(UsageErrors::isOption).findFirst().orElse(unknown.get(0));
    int equals = name.indexOf('=');
    if (isOption(name)) {
      name = equals > 0 ? name.substring(0, equals) : name;
      return "There is no option '%s': did you mean '%s'?"
          .formatted(name, Nearest.to(name, options(command).toList()));
    }
    if (!command.getSubcommands().isEmpty()) {
      return "There is no command '%s': did you mean '%s'?"
          .formatted(name, Nearest.to(name, command.getSubcommands().keySet()));
    }
    return "'%s' is no value of an option: quote values with spaces.".formatted(name);
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName);
  }

  private static boolean isOption(String argument) {
    return argument.startsWith("--") && argument.length() > 2;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
