package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.judge;
import static dev.glossa.judge.JudgeRuns.stars;
import static dev.glossa.remote.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.job.GlossaException;
import dev.glossa.job.Progress;
import dev.glossa.remote.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgesAndPeopleTest {
  @TempDir Path folder;
  private JudgeRuns runs;

  @BeforeEach
  void settings() {
    runs = new JudgeRuns(folder);
  }

  @Test
  void judgesAndPeopleAreHeldAgainstEachOther() throws IOException {
    Files.writeString(
        folder.resolve("people.csv"),
        """
        \uFEFFid,question_uuid,llm_name,user_id,user_type,metric,score
        1,q1,,amina,public,accuracy,1
        2,q2,,amina,public,accuracy,2
        3,q3,,amina,public,accuracy,3
        4,q3,,chen,public,accuracy,2
        5,q9,,chen,public,accuracy,2
        """);
    try (ScriptedServer one = judge(id -> stars(id.charAt(1) - '0'));
        ScriptedServer other = judge(id -> stars(4 - (id.charAt(1) - '0')))) {
      JudgeResult result =
          runs.answers("q1 a x", "q2 a x y", "q3 a x y z")
              .with("judge.judge", List.of(one.model("j"), other.model("j")))
              .with("judge.repeats", 2)
              .with("judge.human", runs.path("people.csv"))
              .run("out");

      assertThat(result.humanScores()).isEqualTo(4);
      assertThat(result.agreement().alpha())
          .filteredOn(alpha -> alpha.aspect().equals("accuracy"))
          .extracting(JudgeResult.Alpha::raters)
          .containsExactlyInAnyOrder(
              one.model("j") + ", repeated",
              other.model("j") + ", repeated",
              "judges",
              "people",
              "judges and people");
      assertThat(result.agreement().alpha())
          .filteredOn(alpha -> alpha.raters().endsWith("repeated"))
          .allSatisfy(alpha -> assertThat(alpha.ordinal()).isEqualTo(1.0));
      // Of opposite minds on 1, 2 and 3: 1 - (6 - 1) * 16 / 48.
      assertThat(result.agreement().alpha())
          .filteredOn(alpha -> alpha.raters().equals("judges"))
          .allSatisfy(alpha -> assertThat(alpha.interval()).isCloseTo(-2 / 3.0, within(1e-12)));
      assertThat(result.agreement().kappa())
          .filteredOn(kappa -> kappa.second().equals("people"))
          .extracting(JudgeResult.Kappa::first, JudgeResult.Kappa::equal, JudgeResult.Kappa::n)
          .containsExactlyInAnyOrder(
              tuple(one.model("j"), 0.75, 4), tuple(other.model("j"), 0.25, 4));
      assertThat(result.bias()).hasSize(2);
      assertThat(result.bias())
          .filteredOn(bias -> bias.judge().equals(one.model("j")))
          .singleElement()
          .satisfies(
              bias -> {
                assertThat(bias.length().get("accuracy").value()).isEqualTo(1.0);
                assertThat(bias.position().value()).isCloseTo(0, within(1e-12));
              });
    }
  }

  @Test
  void peopleKnowTheModelUnderTestByItsName() throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,llm_name,metric,score\nq1,m,fluency,2\n");
    Files.writeString(
        folder.resolve("questions.jsonl"), "{\"id\": \"q1\", \"question\": \"Question q1?\"}\n");
    try (ScriptedServer model = judge(id -> says("two"));
        ScriptedServer server = judge(id -> stars(2))) {
      JudgeResult result =
          runs.with("judge.model", model.model("m"))
              .with("judge.questions", List.of(runs.path("questions.jsonl")))
              .with("judge.judge", List.of(server.model("j")))
              .with("judge.human", runs.path("people.csv"))
              .run("out");

      assertThat(result.humanScores()).isEqualTo(1);
    }
  }

  @Test
  void namesFileAndRowOfPeoplesScoresThatAreNone() throws IOException {
    refusesPeople("question_uuid,score\nq1,3\n", 0, "no column 'metric'");
    refusesPeople("id,metric,score\nq1,wit,3\n", 0, "Row 2 of 'people.csv' rates 'wit'");
    refusesPeople("id,metric,score\nq1,fluency,0\n", 0, "Row 2 of 'people.csv' has the score '0'");
    refusesPeople("id,metric,score\nq7,fluency,1\n", 1, "None of the 1 scores");
  }

  private void refusesPeople(String csv, int requests, String sentence) throws IOException {
    Files.writeString(folder.resolve("people.csv"), csv);
    try (ScriptedServer server = judge(id -> stars(2))) {
      JudgeJob job =
          runs.answers("q1 a x")
              .with("judge.judge", List.of(server.model("j")))
              .with("judge.human", runs.path("people.csv"))
              .job("out");
      assertThatThrownBy(() -> job.run(null, true, Progress.SILENT))
          .isInstanceOf(GlossaException.class)
          .hasMessageContaining(sentence);
      assertThat(server.requests()).hasSize(requests);
    }
  }
}
