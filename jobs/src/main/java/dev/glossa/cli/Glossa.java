package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Version;
import dev.glossa.model.BackendUnavailableException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command line. It parses, prints progress, and maps exceptions to exit codes. */
@Command(
    name = "glossa",
    description = "Moves a LLaMA-architecture model into another language, on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Glossa.GlossaVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Begin with:  glossa demo --output demo",
      "Each command explains itself:  glossa prepare --help",
      "Exit codes: 0 done, 2 usage or configuration, 3 bad input, 4 failure, 5 a required value"
          + " not met, 130 interrupted."
    },
    subcommands = {
      DemoCommand.class,
      StudyCommand.class,
      PrepareCommand.class,
      VocabCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      PackCommand.class,
      InitCommand.class,
      PretrainCommand.class,
      TuneCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      JudgeCommand.class,
      ReportCommand.class,
      PlanCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Glossa {

  private Glossa() {}

  public static void main(String[] arguments) {
    // What a thread of Spark's fails with when it is stopped is for the log: the command says it.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> log("The thread '" + thread.getName() + "' failed", e));
    int code;
    try {
      code = commandLine().execute(arguments);
    } catch (Error e) {
      System.err.println("glossa: " + oneLine(e.toString()));
      log("The command failed", e);
      code = ExitCode.FAILURE.code();
    }
    System.out.flush();
    System.err.flush();
    // Non-daemon threads of Spark and ND4J do not keep a finished command alive.
    System.exit(code);
  }

  /** The parser with the exit codes of {@link ExitCode}. */
  static CommandLine commandLine() {
    return commandLine(new CommandLine.RunLast());
  }

  /**
   * The same.
   *
   * @param strategy what is done with a right command line
   */
  static CommandLine commandLine(CommandLine.IExecutionStrategy strategy) {
    CommandLine glossa = new CommandLine(new Glossa());
    CommandLine vocab = glossa.getSubcommands().get("vocab");
    TrainerFlagOptions.addTo(vocab.getSubcommands().get("train").getCommandSpec());
    TrainerFlagOptions.addTo(vocab.getSubcommands().get("curve").getCommandSpec(), "vocab_size");
    UsageErrors usageErrors = new UsageErrors(strategy);
    return glossa
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(usageErrors)
        .setExecutionStrategy(usageErrors)
        .setExecutionExceptionHandler(Glossa::failed);
  }

  /** Says in a sentence why a command failed; returns its exit code. */
  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof GlossaException known) {
      err.println("glossa: " + known.getMessage());
      if (known.exitCode() == ExitCode.FAILURE && known.getCause() != null) {
        log("The command failed", known);
      }
      return known.exitCode().code();
    }
    if (e instanceof BackendUnavailableException) {
      err.println("glossa: " + e.getMessage());
    } else {
      err.println("glossa: " + oneLine(String.valueOf(e)));
    }
    log("The command failed", e);
    return ExitCode.FAILURE.code();
  }

  /** Logging starts when it is needed: most commands never do. */
  private static void log(String what, Throwable e) {
    LoggerFactory.getLogger(Glossa.class).error(what, e);
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Says which Glossa this is, and on what. */
  static final class GlossaVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "glossa " + Version.CODE, "Java " + Runtime.version() + ", Spark 3.5 with Scala 2.12"
      };
    }
  }
}
