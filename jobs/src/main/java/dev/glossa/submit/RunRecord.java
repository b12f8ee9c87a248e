package dev.glossa.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * The job's own word of how it went: {@code run.json} in its output folder, or beside its output
 * file; or, where it was refused, since another run is writing the output or for what was asked of
 * it, {@code .refused.json}. What an earlier run has left there is not taken for that of this one.
 */
final class RunRecord {
  private final Shell shell;
  private final Storage storage;
  private final String output;
  private final List<Place> records;
  private final List<Place> refusals;

  /** A file that a job may write, and what was there before. */
  private record Place(String address, Optional<String> before) {}

  /**
   * Remembers what is there before the run.
   *
   * @param output the value of {@code --output}
   */
  RunRecord(Storage storage, Shell shell, String output) {
    this.storage = storage;
    this.shell = shell;
    this.output = address(storage, output);
    int name = this.output.lastIndexOf('/') + 1;
    this.records = places(this.output + "/run.json", this.output + ".run.json");
    this.refusals =
        places(
            this.output + "/.refused.json",
            this.output.substring(0, name) + "." + this.output.substring(name) + ".refused.json");
  }

  private static String address(Storage storage, String output) {
    return storage.address(output).replaceFirst("/+$", "");
  }

  /** The command that reads it, for a person. */
  static Command reading(Storage storage, String output) {
    return storage.read(address(storage, output) + "/run.json");
  }

  private List<Place> places(String... addresses) {
    return List.of(addresses).stream()
        .map(address -> new Place(address, version(address)))
        .toList();
  }

  private Optional<String> version(String address) {
    return shell.askIfThere(storage.version(address));
  }

  /** What stands in the first of the files that is there. */
  private Optional<JsonNode> read(List<Place> places, boolean alsoOfBefore) {
    for (Place place : places) {
      Optional<String> now = version(place.address());
      if (now.isPresent() && (alsoOfBefore || !now.equals(place.before()))) {
        return Optional.of(StateWatch.json(shell.ask(storage.read(place.address()))));
      }
    }
    return Optional.empty();
  }

  /**
   * The exit code of the job: what it wrote, or 4 if it wrote nothing or does not say how it ended.
   *
   * @param endedWell what the service says; a job that had nothing to do ends well, and leaves what
   *     an earlier run wrote
   */
  int exitCode(boolean endedWell, PrintWriter err) {
    Optional<JsonNode> record = read(records, endedWell);
    int code = record.map(each -> each.path("exit_code").asInt(-1)).orElse(-1);
    if (!endedWell && code <= ExitCode.DONE.code()) {
      // What stands there may be the word of another run, for which this one was refused.
      Optional<JsonNode> refusal = read(refusals, false);
      if (refusal.isPresent()) {
        err.println("glossa: " + refusal.get().path("sentence").asText());
        return refusal.get().path("exit_code").asInt(ExitCode.USAGE.code());
      }
    }
    if (record.isEmpty()) {
      err.println(
          "glossa: the job has left no word in '%s/run.json': see the driver's log."
              .formatted(output));
      return ExitCode.FAILURE.code();
    }
    if (code == ExitCode.DONE.code() && !endedWell) {
      err.println("glossa: the job was done, and its driver ended badly: see its log.");
      return ExitCode.FAILURE.code();
    }
    err.println("glossa: " + record.get().path("sentence").asText());
    return code < 0 ? ExitCode.FAILURE.code() : code;
  }
}
