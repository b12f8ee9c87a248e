package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.SmallDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The small demo through the packaged launcher: undisturbed, killed, and repeated. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DemoIT {
  @TempDir Path folder;

  @Test
  void aDemoThatIsKilledThreeTimesEndsWithTheNumbersOfAnUndisturbedOne() throws Exception {
    Path undisturbed = SmallDemo.folder();
    assertThat(undisturbed.resolve("report.html")).isNotEmptyFile();

    Path killed = folder.resolve("killed");
    killWhenThereIs(killed, "prepare/documents");
    killWhenThereIs(killed, "train-base/metrics.jsonl");
    killWhenThereIs(killed, "evaluate-base-en/manifest.json");
    assertThat(killed.resolve("manifest.json")).doesNotExist();
    assertThat(demo(killed)).isZero();

    assertThat(numbers(killed)).isEqualTo(numbers(undisturbed));

    Instant written = Files.getLastModifiedTime(undisturbed.resolve("results.json")).toInstant();
    assertThat(demo(undisturbed)).isZero();
    assertThat(SmallDemo.log(undisturbed)).content().contains("Nothing to do");
    assertThat(Files.getLastModifiedTime(undisturbed.resolve("results.json")).toInstant())
        .isEqualTo(written);
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void aDemoThatIsKilledAtTwentyRandomMomentsEndsWithTheSameNumbers() throws Exception {
    long seed = System.nanoTime();
    System.out.println("The moments of the kills come from the seed " + seed);
    Random moments = new Random(seed);
    Path killed = folder.resolve("killed");
    for (int kill = 0; kill < 20; kill++) {
      SmallDemo.start(killed).killAfter(Duration.ofMillis(3_000 + moments.nextInt(17_000)));
    }
    assertThat(demo(killed)).isZero();

    assertThat(numbers(killed)).isEqualTo(numbers(SmallDemo.folder()));
  }

  /** All of results.json but the times, which stand last. */
  private static String numbers(Path output) throws IOException {
    String json = Files.readString(output.resolve("results.json"));
    assertThat(json).contains("\"times\"");
    return json.substring(0, json.indexOf("\"times\""));
  }

  private static int demo(Path output) throws IOException, InterruptedException {
    return SmallDemo.start(output).exitCode();
  }

  /** Starts the demo and kills it with SIGKILL as soon as the file is there. */
  private static void killWhenThereIs(Path output, String file)
      throws IOException, InterruptedException {
    SmallDemo.start(output).killWhen("there is " + file, () -> Files.exists(output.resolve(file)));
  }
}
