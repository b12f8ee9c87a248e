package dev.glossa.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.ExitCode;
import dev.glossa.job.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job's own word of how it went: {@code run.json} in its output folder, or beside its output
 * file; or, where it was refused, since another run is writing the output or for what was asked of
 * it, a {@link Refusal} under the run's own name, which is deleted when it is read. What an earlier
 * run has left in {@code run.json} is not taken for that of this one.
 */
final class RunRecord {
  private final Shell shell;
  private final Storage storage;
  private final String output;
  private final List<Place> records;
  private final List<String> refusals;

  /** Where a job may write {@code run.json}, and what was there before. */
  private record Place(String address, Optional<String> before) {}

  /**
   * Remembers what is there before the run.
   *
   * @param output the value of {@code --output}
   * @param run the name that the launcher gives the run
   */
  RunRecord(Storage storage, Shell shell, String output, String run) {
    this.storage = storage;
    this.shell = shell;
    this.output = address(storage, output);
    int name = this.output.lastIndexOf('/') + 1;
    this.records =
        Stream.of(this.output + "/run.json", this.output + ".run.json")
            .map(address -> new Place(address, version(address)))
            .toList();
    String folder = this.output.substring(0, name);
    String file = Refusal.file(run);
    this.refusals =
        List.of(this.output + "/." + file, folder + "." + this.output.substring(name) + "." + file);
  }

  private static String address(Storage storage, String output) {
    return storage.address(output).replaceFirst("/+$", "");
  }

  /** The command that reads it, for a person. */
  static Command reading(Storage storage, String output) {
    return storage.read(address(storage, output) + "/run.json");
  }

  private Optional<String> version(String address) {
    return shell.askIfThere(storage.version(address));
  }

  /** What stands in the first {@code run.json} that is there. */
  private Optional<JsonNode> record(boolean alsoOfBefore) {
    for (Place place : records) {
      Optional<String> now = version(place.address());
      if (now.isPresent() && (alsoOfBefore || !now.equals(place.before()))) {
        return Optional.of(read(place.address()));
      }
    }
    return Optional.empty();
  }

  /** The refusal, if there is one, which is then there no longer. */
  private Optional<JsonNode> takeRefusal(PrintWriter err) {
    Optional<String> address =
        refusals.stream().filter(each -> version(each).isPresent()).findFirst();
    Optional<JsonNode> refusal = address.map(this::read);
    address
        .filter(each -> shell.askIfThere(storage.delete(each)).isEmpty())
        .ifPresent(each -> err.println("glossa: '%s' is left: delete it.".formatted(each)));
    return refusal;
  }

  private JsonNode read(String address) {
    return StateWatch.json(shell.ask(storage.read(address)));
  }

  /**
   * The exit code of the job: what it wrote, or 4 if it wrote nothing or does not say how it ended.
   *
   * @param endedWell what the service says; a job that had nothing to do ends well, and leaves what
   *     an earlier run wrote
   */
  int exitCode(boolean endedWell, PrintWriter err) {
    Optional<JsonNode> record = record(endedWell);
    int code = record.map(each -> each.path("exit_code").asInt(-1)).orElse(-1);
    if (!endedWell && code <= ExitCode.DONE.code()) {
      // What stands there may be the word of another run, for which this one was refused.
      Optional<JsonNode> refusal = takeRefusal(err);
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
