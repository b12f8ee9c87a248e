package dev.glossa.cli;

import dev.glossa.job.GlossaException;
import dev.glossa.study.CellJob;
import dev.glossa.submit.Launcher;
import dev.glossa.submit.Request;
import dev.glossa.submit.Request.PathArgument;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code bin/glossa} starts for {@code --master} and {@code --platform}: it reads the command
 * line as the command would, so that mistakes are told here, and submits it. The launcher's own
 * options are properties: {@code glossa.master}, {@code glossa.platform}, {@code glossa.dry-run}.
 * What the shell must execute in its own place is written to the file {@code glossa.execute}.
 */
public final class Submit {
  /** How --help calls values that are paths. */
  private static final Set<String> PATHS =
      Set.of("PATH", "PATH[=WEIGHT]", "DIR", "FILE", "CSV", "MODEL", "URL#NAME", "T", "T2");

  private Submit() {}

  public static void main(String[] arguments) {
    int end = List.of(arguments).indexOf("--");
    List<String> own = List.of(arguments).subList(0, end < 0 ? arguments.length : end);
    List<String> sparkOptions =
        List.of(arguments).subList(end < 0 ? arguments.length : end + 1, arguments.length);
    CommandLine glossa = Glossa.commandLine(parsed -> submit(parsed, own, sparkOptions));
    System.exit(glossa.execute(own.toArray(String[]::new)));
  }

  private static int submit(ParseResult parsed, List<String> own, List<String> sparkOptions) {
    List<String> names = new ArrayList<>();
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
      names.add(command.commandSpec().name());
    }
    CommandLine line = command.commandSpec().commandLine();
    try {
      if (command.commandSpec().userObject() instanceof JobCommand<?> job) {
        job.checkSettings();
      }
      Request request =
          new Request(
              Path.of(System.getProperty("glossa.home")),
              String.join(" ", names),
              own,
              Stream.concat(paths(command), files(command)).toList(),
              output(command),
              System.getProperty("glossa.master"),
              System.getProperty("glossa.platform"),
              sparkOptions,
              System.getProperty("glossa.dry-run") != null,
              System.getenv());
      Launcher.Outcome outcome = new Launcher(line.getOut(), line.getErr()).launch(request);
      outcome.line().ifPresent(Submit::leave);
      return outcome.exitCode();
    } catch (GlossaException e) {
      return Glossa.failed(e, line, parsed);
    }
  }

  /** Where the job leaves its records; null if nowhere. */
  private static String output(ParseResult command) {
    String output =
        command.hasMatchedOption("--output") ? command.matchedOptionValue("--output", "") : null;
    return command.hasMatchedOption("--cell")
        ? CellJob.folder(output, command.matchedOptionValue("--cell", ""))
        : output;
  }

  /** The options whose values are paths, of which a Kafka topic is none. */
  private static Stream<PathArgument> paths(ParseResult command) {
    return command.matchedOptions().stream()
        .filter(option -> PATHS.contains(option.paramLabel()))
        .filter(option -> !option.longestName().equals("--topic"))
        .flatMap(Submit::values);
  }

  /** The values of {@code -Dkey=value} that are files of this machine. */
  private static Stream<PathArgument> files(ParseResult command) {
    Map<String, String> definitions = command.matchedOptionValue("-D", Map.of());
    return definitions.entrySet().stream()
        .filter(definition -> definition.getValue().matches("\\S*[./]\\S*"))
        .filter(definition -> Files.isRegularFile(Path.of(definition.getValue())))
        .flatMap(
            // The key is a word of its own after -D, or the rest of that.
            definition ->
                Stream.of("-D" + definition.getKey(), definition.getKey())
                    .map(option -> new PathArgument(option, definition.getValue())));
  }

  private static Stream<PathArgument> values(OptionSpec option) {
    return option.originalStringValues().stream()
        .map(value -> new PathArgument(option.longestName(), value));
  }

  private static void leave(String line) {
    try (FileOutputStream out = new FileOutputStream(System.getProperty("glossa.execute"))) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
