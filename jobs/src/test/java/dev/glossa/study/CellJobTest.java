package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of the study that Glossa comes with, each by itself. */
class CellJobTest {
  private static final File BEYOND_ENGLISH = new File("../conf/studies/beyond-english.conf");
  private static final String CELL = "zh-v0-p400k-e0-i64-s1";

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void textsAndInstructions() throws IOException {
    study = folder.resolve("study");
    Files.writeString(folder.resolve("raw"), "text");
    Files.createDirectories(folder.resolve("instructions"));
    Files.writeString(folder.resolve("instructions/zh.jsonl"), "{}");
  }

  private Configuration configuration(Map<String, ?> settings) {
    return Configuration.load(
            BEYOND_ENGLISH,
            Map.of("study.data", "\"" + folder + "\""),
            Map.of("study.size", "quick", "study.output", study.toString()))
        .with(settings);
  }

  @Test
  void everyCellOfTheStudyIsAJobInAFolderOfItsOwn() {
    List<String> cells = new StudyJob(configuration(Map.of())).cells();

    assertThat(cells).contains(CELL).doesNotHaveDuplicates();
    assertThat(cells)
        .allSatisfy(
            cell ->
                assertThat(new CellJob(configuration(Map.of()), cell).output())
                    .isEqualTo(study + "/cells/" + cell));
  }

  @Test
  void aCellThatTheStudyHasNotIsRefused() {
    assertThatThrownBy(() -> new CellJob(configuration(Map.of()), "zh-s9"))
        .hasMessageContaining("no cell 'zh-s9'")
        .hasMessageContaining("--list-cells")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aCellMakesTheFolderOfTheStudyAsTheStudyWould() throws Exception {
    new CellJob(configuration(Map.of()), CELL).begin();
    Files.createDirectories(study.resolve("cells").resolve(CELL));

    assertThat(study.resolve("run.json")).content().contains("\"command\" : \"study\"");
    assertThat(new StudyJob(configuration(Map.of())).isFinished()).isFalse();
    new CellJob(configuration(Map.of()), CELL).begin();
  }

  @Test
  void aCellOfOtherSettingsIsRefusedInTheFolder() throws Exception {
    new CellJob(configuration(Map.of()), CELL).begin();
    Files.createDirectories(study.resolve("cells").resolve(CELL));

    assertThatThrownBy(
            () -> new CellJob(configuration(Map.of("tune.learning-rate", 1e-5)), CELL).begin())
        .hasMessageContaining("study.jobs.tune.learning-rate");
  }

  @Test
  void aFolderThatIsNoStudysIsRefused() throws Exception {
    Files.createDirectories(study);
    Files.writeString(study.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> new CellJob(configuration(Map.of()), CELL).begin())
        .hasMessageContaining("not written by Glossa");
    assertThat(study.toFile().list()).containsExactly("thesis.txt");
  }
}
