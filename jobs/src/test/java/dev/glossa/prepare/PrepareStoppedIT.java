package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.GlossaProcess;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.delta.DeltaLog;
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

  @BeforeEach
  void needsNameSpaces() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start().waitFor()
            == 0,
        "Another machine is played by name spaces of Linux, which only root may make.");
  }

  @Test
  void leavesTheOutputToTheOtherWhenItGoesOnWhileThatWrites() throws Exception {
    GlossaProcess first = startAndStop();
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
    GlossaProcess first = startAndStop();
    GlossaProcess second = GlossaProcess.startElsewhere(log("second"), arguments("output"));
    assertThat(second.exitCode()).isZero();
    first.goOn();

    assertThat(first.exitCode()).isEqualTo(4);
    assertThat(first.log()).contains("another one came and went");
    isAsAnUndisturbedRunWouldHaveIt();
  }

  private GlossaProcess startAndStop() throws Exception {
    GlossaProcess first = GlossaProcess.start(log("first"), arguments("output"));
    first.awaitThat("it writes", () -> says("first", WRITING));
    first.stop();
    return first;
  }

  private void isAsAnUndisturbedRunWouldHaveIt() throws Exception {
    GlossaProcess undisturbed = GlossaProcess.start(log("third"), arguments("undisturbed"));
    assertThat(undisturbed.exitCode()).isZero();
    DeltaLog.clearCache();
    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows("output", table))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows("undisturbed", table));
    }
    try (var left = Files.list(folder.resolve("output"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(folder.resolve("undisturbed").toFile().list());
    }
  }

  private List<String> rows(String output, String table) {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(table).toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
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
