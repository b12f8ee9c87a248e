package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {
  private static final Cell DONE = Cell.of(new Factors("zh", 2000, 400_000, 0.2, 100), 1);
  private static final Cell FAILED = Cell.of(new Factors("zh", 0, 2_000_000, 0, 100), 1);

  @TempDir Path root;
  private StudyFolder folder;

  @BeforeEach
  void aStudyOfTwoCells() throws IOException {
    folder =
        new StudyFolder(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(root.toString()));
    folder.write(
        new StudyFile(
            1, "example", "quick", List.of(DONE, FAILED), new TreeMap<>(Map.of("model", "tiny"))));
    evaluation("steps/evaluate-1", 2.5);
    folder.write(
        DONE,
        CellState.DONE,
        "",
        new TreeMap<>(Map.of("base", "steps/base-1", "evaluate-pretrain", "steps/evaluate-1")));
    folder.write(
        FAILED,
        CellState.FAILED,
        "The step 'pretrain' failed.",
        new TreeMap<>(Map.of("evaluate-base", "steps/evaluate-1", "evaluate-tune", "steps/none")));
    complete("steps/base-1");
  }

  @Test
  void cellsAreNamedByTheirFactorsAndSeed() {
    assertThat(DONE.name()).isEqualTo("zh-v2000-p400k-e0.2-i100-s1");
    assertThat(FAILED.name()).isEqualTo("zh-v0-p2m-e0-i100-s1");
  }

  @Test
  void whatWasMeasuredIsReadFromTheEvaluationsOfTheCellsModels() throws IOException {
    CellOutcome done = folder.read().cells().get(0);

    assertThat(done.state()).isEqualTo(CellState.DONE);
    assertThat(done.sentence()).isEmpty();
    assertThat(done.measured())
        .containsExactly(
            new Measured("pretrain", "perplexity", "bits_per_byte", 2.5, 0.1, 7),
            new Measured("pretrain", "perplexity/en", "bits_per_byte", 3.5, null, 1));
  }

  @Test
  void starsAreReadFromTheJudgementsOfTheCellsAnswers() throws IOException {
    complete("steps/judge-1");
    Files.writeString(
        root.resolve("steps/judge-1/judge.json"),
        """
        {"schema": 1, "prompts": [], "results": [
          {"judge": "http://localhost/v1#llama", "model": "",
           "overall": {"accuracy": {"value": 1.5, "stderr": 0.2, "interval": [1.1, 1.9], "n": 24},
                       "average": {"value": 2.25, "stderr": 0.1, "interval": [2.0, 2.5], "n": 24}},
           "categories": {}, "languages": {}, "judged": 24, "unreadable": 0}]}
        """);
    folder.write(
        DONE,
        CellState.DONE,
        "",
        new TreeMap<>(Map.of("base", "steps/base-1", "judge-tune", "steps/judge-1")));

    CellOutcome done = folder.read().cells().get(0);

    assertThat(done.measured())
        .containsExactly(
            new Measured("tune", "judge", "accuracy", 1.5, 0.2, 24),
            new Measured("tune", "judge", "average", 2.25, 0.1, 24));
    assertThat(Measure.JUDGED.of(done)).isEqualTo(2.25);
  }

  @Test
  void aFailedCellHasItsSentenceAndWhatWasMeasuredBefore() throws IOException {
    CellOutcome failed = folder.read().cells().get(1);

    assertThat(failed.state()).isEqualTo(CellState.FAILED);
    assertThat(failed.sentence()).isEqualTo("The step 'pretrain' failed.");
    assertThat(failed.measured()).extracting(Measured::step).containsOnly("base");
    assertThat(folder.isWhole()).isTrue();
  }

  @Test
  void aDeletedCellIsMissing() throws IOException {
    Files.delete(root.resolve("cells").resolve(DONE.name()).resolve("cell.json"));

    CellOutcome missing = folder.read().cells().get(0);
    assertThat(missing.state()).isEqualTo(CellState.MISSING);
    assertThat(missing.sentence()).contains("cells/" + DONE.name());
    assertThat(folder.isWhole()).isFalse();
    assertThat(StudyReport.html(root.toString(), new Configuration()).orElseThrow())
        .contains("s1 missing</td>", DONE.name());
  }

  @Test
  void anotherFolderHasNoReportOfAStudy() throws IOException {
    assertThat(StudyReport.html(root.resolve("cells").toString(), new Configuration())).isEmpty();
  }

  @Test
  void aCellWithADeletedStepIsMissing() throws IOException {
    Files.delete(root.resolve("steps/base-1/manifest.json"));

    CellOutcome missing = folder.read().cells().get(0);
    assertThat(missing.state()).isEqualTo(CellState.MISSING);
    assertThat(missing.sentence()).contains("steps/base-1");
  }

  @Test
  void aFolderWithoutStudyIsRefused() {
    assertThatThrownBy(
            () -> StudyFolder.read(root.resolve("steps").toString(), new Configuration()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("no folder of a study");
  }

  private void evaluation(String step, double bits) throws IOException {
    complete(step);
    Files.writeString(
        root.resolve(step).resolve("results.json"),
        """
        {"schema": 1,
         "results": {"perplexity": {"bits_per_byte": {"value": %s, "stderr": 0.1, "n": 7}}},
         "groups": {"perplexity": {"en": {"bits_per_byte": {"value": %s, "n": 1}}}}}
        """
            .formatted(bits, bits + 1));
  }

  private void complete(String step) throws IOException {
    Files.createDirectories(root.resolve(step));
    Files.writeString(root.resolve(step).resolve("manifest.json"), "{}");
  }
}
