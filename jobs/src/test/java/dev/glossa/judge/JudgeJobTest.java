package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.SECRET;
import static dev.glossa.judge.JudgeRuns.judge;
import static dev.glossa.judge.JudgeRuns.stars;
import static dev.glossa.judge.JudgeRuns.value;
import static dev.glossa.remote.ScriptedServer.ok;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.evaluate.Metric;
import dev.glossa.job.Json;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeJobTest {
  @TempDir Path folder;
  private JudgeRuns runs;

  @BeforeEach
  void settings() {
    runs = new JudgeRuns(folder);
  }

  @Test
  void addsUpStarsByCategoryAndKeepsEveryJudgement() throws IOException {
    String uneven =
        "{\"accuracy\": 1, \"fluency\": 3, \"informativeness\": 1, \"logicality\": 2, \"harmlessness\": 3}";
    try (ScriptedServer server =
        judge(id -> id.equals("q1") ? says(uneven) : stars(id.equals("q2") ? 3 : 2))) {
      JudgeResult result =
          runs.answers("q1 math 4", "q2 math 5", "q3 code x")
              .with("judge.judge", List.of(server.model("j")))
              .run("out");

      Scores scores = result.results().get(0);
      assertThat(value(scores.overall(), "accuracy")).isEqualTo(2.0);
      assertThat(value(scores.overall(), "fluency")).isEqualTo((3 + 3 + 2) / 3.0);
      assertThat(value(scores.overall(), "average")).isEqualTo((2 + 3 + 2) / 3.0);
      assertThat(scores.overall().get("average").interval()).isSorted();
      assertThat(value(scores.categories().get("math"), "logicality")).isEqualTo(2.5);
      assertThat(scores.categories().get("code").get("average"))
          .isEqualTo(new Metric(2.0, null, null, 1));
      assertThat(result.unreadable()).isEmpty();
      assertThat(result.prompts()).containsExactly(JudgePrompt.read("stars-1-3"));

      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer " + SECRET);
      JsonNode first = runs.judgements("out").get(0);
      assertThat(first.path("prompt").path(1).path("content").asText())
          .contains("Question q1?", "Reference q1.");
      assertThat(first.path("replies").path(0).asText()).isEqualTo(uneven);
      assertThat(first.path("stars").path("logicality").asInt()).isEqualTo(2);
      assertThat(folder.resolve("out/judge.html")).content().contains("glossa-stars-1-3");
      assertThat(Json.FILES.readValue(folder.resolve("out/judge.json").toFile(), JudgeResult.class))
          .isEqualTo(result);
    }
  }

  @Test
  void repliesAreReplayedWithoutAServer() throws IOException {
    JudgeResult first;
    try (ScriptedServer server =
        judge(id -> id.equals("q2") ? says("no") : stars(id.equals("q1") ? 1 : 3))) {
      first =
          runs.answers("q1 a x", "q2 b x y", "q3 b x y z")
              .with("judge.repeats", 2)
              .with("judge.judge", List.of(server.model("j")))
              .run("out");
    }
    JudgeResult again =
        new JudgeRuns(folder).with("judge.replay", List.of(runs.path("out"))).run("replayed");

    assertThat(again.results()).isEqualTo(first.results());
    assertThat(again.agreement()).isEqualTo(first.agreement());
    assertThat(again.bias()).isEqualTo(first.bias());
    assertThat(again.unreadable()).isEqualTo(first.unreadable());
    assertThat(again.prompts()).isEqualTo(first.prompts());
  }

  @Test
  void theModelUnderTestIsAskedTheQuestions() throws IOException {
    Files.writeString(
        folder.resolve("eval_set.json"),
        """
        {"question": "Question a?", "class": "math", "std_answer": "2"}
        {"question": "Question b?", "class": "open qa", "std_answer": ""}
        {"question": "Question c?", "class": "open qa", "std_answer": ""}
        """);
    Map<String, Reply> troubles =
        Map.of("b", status(400, "{\"detail\": \"too long\"}"), "c", ok("<html>"));
    try (ScriptedServer model = judge(id -> troubles.getOrDefault(id, says("two")));
        ScriptedServer server = judge(id -> stars(2))) {
      JudgeResult result =
          runs.with("judge.model", model.model("m"))
              .with("judge.questions", List.of(runs.path("eval_set.json")))
              .with("judge.judge", List.of(server.model("j")))
              .run("out");

      assertThat(result.results()).extracting(Scores::model).containsExactly(model.model("m"));
      assertThat(result.results().get(0).categories()).containsOnlyKeys("math", "open qa");
      assertThat(model.requests().get(0).authorization()).isEqualTo("Bearer " + SECRET + "-too");
      assertThat(folder.resolve("out/answers.jsonl"))
          .content()
          .contains("\"two\"", "too long", "no JSON");
      assertThat(folder.resolve("out/manifest.json")).content().contains("\"unanswered\" : 2");
    }
    runs.assertNoKeyIsAnywhere();
  }

  @Test
  void whatToJudgeMustBeOneThing() {
    JudgeRuns nothing = runs.with("judge.judge", List.of("http://localhost/v1#j"));
    assertThatThrownBy(() -> nothing.job("out"))
        .hasMessageContaining("--answers, or --model with --questions, or --replay");
    nothing.with("judge.replay", List.of("x"));
    assertThatThrownBy(() -> nothing.job("out")).hasMessageContaining("--replay asks no judge");
  }
}
