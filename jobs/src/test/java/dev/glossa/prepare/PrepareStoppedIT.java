package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.GlossaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that stands still for so long that another machine takes its output over. */
@Tag("nightly")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PrepareStoppedIT {
  private static final String WRITING = "write tables";

  @TempDir Path folder;
  private GlossaProcess first;

  @BeforeEach
  void needsNameSpaces() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start().waitFor()
            == 0,
        "Another machine is played by name spaces of Linux, which only root may make.");
  }

  /** A test that fails leaves no process behind that stands still for ever. */
  @AfterEach
  void end() throws InterruptedException {
    if (first != null) {
      first.killAfter(Duration.ZERO);
    }
  }

  @Test
  void leavesTheOutputToTheOtherWhenItGoesOnWhileThatWrites() throws Exception {
    startAndStop();
    GlossaProcess second = GlossaProcess.startElsewhere(log("second"), arguments("output"));
    second.awaitThat("it writes, too", () -> says("second", WRITING));
    first.goOn();

    assertThat(first.exitCode()).isEqualTo(4);
    assertThat(second.exitCode()).isZero();
    assertThat(first.log()).contains("This run stood still, and another one ('prepare', process");
    isAsAnUndisturbedRunWouldHaveIt();
  }

  @Test
  void leavesTheOutputToTheOtherWhenItGoesOnAfterThat() throws Exception {
    startAndStop();
    GlossaProcess second = GlossaProcess.startElsewhere(log("second"), arguments("output"));
    assertThat(second.exitCode()).isZero();
    first.goOn();

    assertThat(first.exitCode()).isEqualTo(4);
    assertThat(first.log()).contains("another one came and went");
    isAsAnUndisturbedRunWouldHaveIt();
  }

  private void startAndStop() throws Exception {
    first = GlossaProcess.start(log("first"), arguments("output"));
    first.awaitThat("it writes", () -> says("first", WRITING));
    first.stop();
  }

  private void isAsAnUndisturbedRunWouldHaveIt() throws Exception {
    GlossaProcess undisturbed = GlossaProcess.start(log("third"), arguments("undisturbed"));
    assertThat(undisturbed.exitCode()).isZero();
    SameTables.assertSame(folder.resolve("output"), folder.resolve("undisturbed"));
    try (var left = Files.list(folder.resolve("output"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(folder.resolve("undisturbed").toFile().list());
    }
  }

  private List<String> arguments(String output) {
    return List.of(
        "prepare",
        "--input",
        GlossaProcess.file("conf/demo/raw/udhr.warc.gz").toString(),
        "--output",
        folder.resolve(output).toString());
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private boolean says(String name, String text) {
    try {
      return Files.readString(log(name)).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
