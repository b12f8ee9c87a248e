package dev.glossa.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job's own word of how it went: {@code run.json} in its output folder, or beside its output
 * file. What an earlier run has left there is not taken for that of this one.
 */
final class RunRecord {
  private final Storage storage;
  private final Shell shell;
  private final List<String> places;
  private final List<Optional<String>> before;

  /**
   * Remembers what is there before the run.
   *
   * @param output the value of {@code --output}
   */
  RunRecord(Storage storage, Shell shell, String output) {
    this.storage = storage;
    this.shell = shell;
    this.places = places(storage, output);
    this.before = versions();
  }

  private static List<String> places(Storage storage, String output) {
    String address = storage.address(output).replaceFirst("/+$", "");
    return List.of(address + "/run.json", address + ".run.json");
  }

  /** The command that reads it, for a person. */
  static Command reading(Storage storage, String output) {
    return storage.read(places(storage, output).get(0));
  }

  private List<Optional<String>> versions() {
    return places.stream().map(place -> shell.askIfThere(storage.version(place))).toList();
  }

  /**
   * The exit code of the job: what it wrote, or 4 if it wrote nothing or does not say how it ended.
   *
   * @param endedWell what the service says; a job that had nothing to do ends well, and leaves what
   *     an earlier run wrote
   */
  int exitCode(boolean endedWell, PrintWriter err) {
    List<Optional<String>> after = versions();
    Optional<JsonNode> record =
        Stream.of(0, 1)
            .filter(place -> after.get(place).isPresent())
            .filter(place -> endedWell || !after.get(place).equals(before.get(place)))
            .map(place -> StateWatch.json(shell.ask(storage.read(places.get(place)))))
            .findFirst();
    if (record.isEmpty()) {
      err.println(
          "glossa: the job has left no word in '%s': see the driver's log."
              .formatted(places.get(0)));
      return ExitCode.FAILURE.code();
    }
    int code = record.get().path("exit_code").asInt(ExitCode.FAILURE.code());
    if (code == ExitCode.DONE.code() && !endedWell) {
      err.println("glossa: the job was done, and its driver ended badly: see its log.");
      return ExitCode.FAILURE.code();
    }
    err.println("glossa: " + record.get().path("sentence").asText());
    return code;
  }
}
