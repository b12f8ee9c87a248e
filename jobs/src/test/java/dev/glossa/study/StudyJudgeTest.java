package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.job.Progress;
import dev.glossa.judge.JudgeJob;
import dev.glossa.judge.JudgeSettings;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
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

/** The last step of a cell with a judge, who has no stars for some of the answers. */
class StudyJudgeTest {
  private static final Cell CELL = Cell.of(new Factors("zh", 0, 0, 0, 64), 1);
  private static final Reply STARS =
      ScriptedServer.says(
          """
          {"accuracy": 2, "fluency": 2, "informativeness": 2, "logicality": 2, "harmlessness": 2}\
          """);

  @TempDir Path root;

  @BeforeEach
  void fourAnswers() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      lines.append(
          "{\"id\": \"%1$d\", \"question\": \"Question %1$d?\", \"answer\": \"x\"}%n".formatted(i));
    }
    Files.writeString(answers(), lines);
  }

  @Test
  void starsOfAJudgeWhoIsReadableEnoughAreMeasured() throws IOException {
    try (ScriptedServer judge = judge()) {
      assertThat(run(judge, 0.25)).isEmpty();
    }

    CellOutcome outcome = outcome();
    assertThat(outcome.state()).isEqualTo(CellState.DONE);
    assertThat(Measure.JUDGED.of(outcome)).isEqualTo(2);
  }

  @Test
  void oneWhoIsNotFailsTheCellAndIsNotAskedAgain() throws IOException {
    try (ScriptedServer judge = judge()) {
      for (int run = 0; run < 2; run++) {
        assertThat(run(judge, 0.2))
            .containsExactly(
                Map.entry(
                    CELL.name(),
                    "The step 'judge-1' failed: 25.0 % of the judgements have no stars that can be"
                        + " read, more than judge.max-unreadable-share allows: judge.html lists"
                        + " them."));
        assertThat(judge.requests()).hasSize(5);
      }
    }

    CellOutcome outcome = outcome();
    assertThat(outcome.state()).isEqualTo(CellState.FAILED);
    assertThat(outcome.measured()).isEmpty();
  }

  private Path answers() {
    return root.resolve("answers.jsonl");
  }

  private static ScriptedServer judge() throws IOException {
    return new ScriptedServer(
        request ->
            request.body().toString().contains("Question 3?")
                ? ScriptedServer.says("Lovely!")
                : STARS);
  }

  /** Has each answer judged, in two questions at most. */
  private Map<String, String> run(ScriptedServer judge, double most) throws IOException {
    Step step =
        new Step(
            StepKind.JUDGE,
            "judge-1",
            List.of(),
            List.of(),
            0,
            folder -> new JudgeJob(settings(judge, most, folder + "/steps/judge-1")));
    folder().write(new StudyFile(1, "test", "quick", List.of(CELL), new TreeMap<>()));
    return new StudyRun(null, local(), root.toString(), Progress.SILENT)
        .run(List.of(new CellSteps(CELL, Map.of("judge-tune", step))));
  }

  private JudgeSettings settings(ScriptedServer judge, double most, String output) {
    Map<String, Object> given =
        Map.of(
            "judge.answers",
            List.of(answers().toString()),
            "judge.judge",
            List.of(judge.model("j")),
            "judge.asks",
            2,
            "judge.max-unreadable-share",
            most,
            "judge.output",
            output);
    return dev.glossa.job.Configuration.load(null, Map.of(), given)
        .section("judge", JudgeSettings.class);
  }

  private CellOutcome outcome() throws IOException {
    return StudyFolder.read(root.toString(), new Configuration()).cells().get(0);
  }

  private StudyFolder folder() throws IOException {
    return new StudyFolder(local(), new org.apache.hadoop.fs.Path(root.toString()));
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }
}
