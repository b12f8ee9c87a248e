package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.GlossaProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies through the packaged launcher. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StudyIT {
  private static final String FIRST = "id-v0-p20k-e0-i32-s1";

  @TempDir Path folder;

  @Test
  void aStudyWhoseFirstCellIsKilledAndThatLosesACellEndsWithAllItsCells() throws Exception {
    Path output = folder.resolve("study");
    start(output, "--cell", FIRST)
        .killWhen("a model is being trained", () -> isThere(output, "/base-"));
    assertThat(output.resolve("cells").resolve(FIRST).resolve("manifest.json")).doesNotExist();

    assertThat(start(output).exitCode()).isZero();
    List<CellOutcome> cells = cells(output);
    assertThat(cells).hasSize(3).extracting(CellOutcome::state).containsOnly(CellState.DONE);
    assertThat(cells)
        .allSatisfy(
            cell ->
                assertThat(cell.measured())
                    .extracting(Measured::step, Measured::task, Measured::metric)
                    .contains(
                        tuple("base", "perplexity/id", "bits_per_byte"),
                        tuple("tune", "perplexity/en", "bits_per_byte"),
                        tuple("tune", "response/id", "chrf"),
                        tuple("tune", "code-switching/id", "code_switching_rate")));

    List<String> runs = runs(output);
    assertThat(cells.get(0).cell().name()).isEqualTo(FIRST);
    Files.delete(output.resolve("cells").resolve(FIRST).resolve("cell.json"));
    assertThat(cells(output).get(0).state()).isEqualTo(CellState.MISSING);
    assertThat(start(output, "--cell", FIRST).exitCode()).isZero();
    assertThat(cells(output)).isEqualTo(cells);
    assertThat(runs(output)).isEqualTo(runs);

    assertThat(start(output).exitCode()).isZero();
    assertThat(logFile(output)).content().contains("Nothing to do");
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 120, unit = TimeUnit.MINUTES)
  void theQuickSizeHasAllItsCells() throws Exception {
    Path output = folder.resolve("quick");
    GlossaProcess quick =
        start(output, GlossaProcess.file("conf/studies/beyond-english.conf"), "quick");

    assertThat(quick.exitCode(Duration.ofMinutes(100))).isZero();
    assertThat(cells(output))
        .hasSize(33)
        .extracting(CellOutcome::state)
        .containsOnly(CellState.DONE);
  }

  private static List<CellOutcome> cells(Path output) throws IOException {
    return StudyFolder.read(output.toString(), new Configuration()).cells();
  }

  /** The names of the runs that made the steps. */
  private static List<String> runs(Path output) throws IOException {
    List<String> runs = new ArrayList<>();
    try (Stream<Path> steps = Files.list(output.resolve("steps"))) {
      for (Path step : steps.sorted().toList()) {
        runs.add(
            new ObjectMapper()
                .readTree(step.resolve("manifest.json").toFile())
                .path("run_id")
                .asText());
      }
    }
    return runs;
  }

  private static boolean isThere(Path output, String step) {
    Path steps = output.resolve("steps");
    if (!Files.isDirectory(steps)) {
      return false;
    }
    try (Stream<Path> all = Files.list(steps)) {
      return all.anyMatch(each -> each.toString().contains(step));
    } catch (IOException e) {
      return false;
    }
  }

  private static GlossaProcess start(Path output, String... options)
      throws IOException, URISyntaxException {
    Path conf = Path.of(StudyIT.class.getResource("smallest.conf").toURI());
    return start(output, conf, "smallest", options);
  }

  private static GlossaProcess start(Path output, Path conf, String size, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("study", "--conf", conf.toString(), "--size", size));
    command.addAll(List.of("--output", output.toString()));
    command.addAll(List.of(options));
    return GlossaProcess.start(logFile(output), command);
  }

  private static Path logFile(Path output) {
    return output.resolveSibling(output.getFileName() + ".log");
  }
}
