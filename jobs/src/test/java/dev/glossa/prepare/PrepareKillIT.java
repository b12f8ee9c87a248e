package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.GlossaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code glossa prepare} through the packaged launcher, killed at random moments. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PrepareKillIT {
  private static final String FIRST = "udhr.warc.gz";
  private static final String SECOND = "factbook.jsonl.gz";

  @TempDir Path folder;

  @Test
  void endsWithTheTablesOfAnUndisturbedRun() throws Exception {
    killsAndCompares(1, 1);
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
    Duration longest = Duration.between(started, Instant.now());

    Path killed = folder.resolve("killed");
    for (int kill = 0; kill < killsOfTheFirst; kill++) {
      start(killed, FIRST).killAfter(moment(longest, moments));
    }
    finish(killed, FIRST);
    for (int kill = 0; kill < killsOfTheSecond; kill++) {
      start(killed, FIRST, SECOND).killAfter(moment(longest, moments));
    }
    finish(killed, FIRST, SECOND);

    SameTables.assertSame(killed, undisturbed);
  }

  private static Duration moment(Duration longest, Random moments) {
    return Duration.ofMillis(moments.nextLong(longest.toMillis()));
  }

  private static void finish(Path output, String... inputs) throws Exception {
    assertThat(start(output, inputs).exitCode()).isZero();
    assertThat(output.resolve("manifest.json")).exists();
  }

  private static GlossaProcess start(Path output, String... inputs) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("prepare", "--input"));
    for (String input : inputs) {
      arguments.add(GlossaProcess.file("conf/demo/raw").resolve(input).toString());
    }
    arguments.addAll(List.of("--output", output.toString()));
    return GlossaProcess.start(output.resolveSibling(output.getFileName() + ".log"), arguments);
  }
}
