package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code glossa prepare} through the packaged launcher, killed at random moments. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PrepareKillIT {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("glossa.distribution"));
  private static final String FIRST = "udhr.warc.gz";
  private static final String SECOND = "factbook.jsonl.gz";

  @TempDir Path folder;

  @Test
  void endsWithTheTablesOfAnUndisturbedRun() throws Exception {
    killsAndCompares(1, 2);
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void endsWithTheTablesOfAnUndisturbedRunAfterThirtyKills() throws Exception {
    killsAndCompares(10, 20);
  }

  /** Kills runs over one file, finishes it, kills runs that add another, and finishes these. */
  private void killsAndCompares(int killsOfTheFirst, int killsOfTheSecond) throws Exception {
    long seed = System.nanoTime();
    System.out.println("The moments of the kills come from the seed " + seed);
    Random moments = new Random(seed);
    Path undisturbed = folder.resolve("undisturbed");
    Instant started = Instant.now();
    finish(undisturbed, FIRST, SECOND);
    int longest = (int) Duration.between(started, Instant.now()).toMillis();

    Path killed = folder.resolve("killed");
    for (int kill = 0; kill < killsOfTheFirst; kill++) {
      kill(killed, moments.nextInt(longest), FIRST);
    }
    finish(killed, FIRST);
    for (int kill = 0; kill < killsOfTheSecond; kill++) {
      kill(killed, moments.nextInt(longest), FIRST, SECOND);
    }
    finish(killed, FIRST, SECOND);

    DeltaLog.clearCache();
    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows(killed.resolve(table)))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows(undisturbed.resolve(table)));
    }
  }

  private static List<String> rows(Path table) {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(table.toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private void kill(Path output, int moment, String... inputs) throws Exception {
    Process process = start(output, inputs);
    process.waitFor(moment, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private void finish(Path output, String... inputs) throws Exception {
    Process process = start(output, inputs);
    assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ends in time: " + log(output)).isTrue();
    assertThat(process.exitValue()).as(log(output)).isZero();
    assertThat(output.resolve("manifest.json")).exists();
  }

  private Process start(Path output, String... inputs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(DISTRIBUTION.resolve("bin/glossa").toString());
    command.add("prepare");
    command.add("--input");
    for (String input : inputs) {
      command.add(DISTRIBUTION.resolve("conf/demo/raw").resolve(input).toString());
    }
    command.addAll(List.of("--output", output.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(logFile(output).toFile())
        .start();
  }

  private static Path logFile(Path output) {
    return output.resolveSibling(output.getFileName() + ".log");
  }

  private static String log(Path output) throws IOException {
    return Files.readString(logFile(output));
  }
}
