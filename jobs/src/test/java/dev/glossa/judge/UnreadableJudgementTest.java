package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.judge;
import static dev.glossa.judge.JudgeRuns.stars;
import static dev.glossa.judge.JudgeRuns.value;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
import dev.glossa.remote.ScriptedServer.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge whose replies have no stars: it is asked again, and what it said is kept and counted. */
class UnreadableJudgementTest {
  @TempDir Path folder;
  private JudgeRuns runs;

  @BeforeEach
  void settings() {
    runs = new JudgeRuns(folder);
  }

  @Test
  void proseIsAskedAgainAndThenCountedAndListed() throws IOException {
    try (ScriptedServer server = judge(id -> id.equals("q1") ? says("Lovely!") : stars(3))) {
      JudgeResult result =
          runs.answers("q1 a x", "q2 a x")
              .with("judge.judge", List.of(server.model("j")))
              .run("out");

      JudgeResult.Unreadable listed = result.unreadable().get(0);
      assertThat(listed.id()).isEqualTo("q1");
      assertThat(listed.problems())
          .hasSize(3)
          .allSatisfy(problem -> assertThat(problem).startsWith("no JSON object with accuracy"));
      assertThat(result.results().get(0).judged()).isEqualTo(1);
      assertThat(value(result.results().get(0).overall(), "average")).isEqualTo(3.0);
      Request last =
          server.requests().stream()
              .filter(r -> JudgeRuns.question(r).equals("q1"))
              .toList()
              .get(2);
      assertThat(last.lastMessage()).startsWith("That was not readable.");
      assertThat(runs.judgements("out").get(0).path("replies")).hasSize(3);
    }
  }

  @Test
  void moreJudgementsWithoutStarsThanAllowedAreAFailureAlsoWhenRunAgain() throws IOException {
    try (ScriptedServer server = judge(id -> id.equals("q1") ? says("Lovely!") : stars(3))) {
      runs.answers("q1 a x", "q2 a x", "q3 a x", "q4 a x")
          .with("judge.judge", List.of(server.model("j")));
      assertThat(runs.with("judge.max-unreadable-share", 0.25).run("enough").unreadable())
          .hasSize(1);

      runs.with("judge.max-unreadable-share", 0.2);
      for (int run = 0; run < 2; run++) {
        assertThatThrownBy(() -> runs.run("out"))
            .hasMessage(
                "25.0 % of the judgements have no stars that can be read, more than"
                    + " judge.max-unreadable-share allows: judge.html lists them.")
            .extracting("exitCode")
            .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(folder.resolve("out/judge.html")).content().contains("q1");
        assertThat(server.requests()).hasSize(2 * (3 + 3));
      }
    }
  }

  @Test
  void aQuestionThatTheServerRefusesIsListedToo() throws IOException {
    try (ScriptedServer server =
        judge(id -> id.equals("q1") ? status(400, "{\"detail\": \"too long\"}") : stars(3))) {
      JudgeResult result =
          runs.answers("q1 a x", "q2 a x")
              .with("judge.judge", List.of(server.model("j")))
              .run("out");

      assertThat(result.unreadable().get(0).problems())
          .singleElement()
          .asString()
          .contains("status 400 (too long)");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aJudgeWithoutAnyStarsIsAFailure() throws IOException {
    try (ScriptedServer server = judge(id -> says("I would rather not."))) {
      JudgeJob job =
          runs.answers("q1 a x").with("judge.judge", List.of(server.model("j"))).job("out");
      assertThatThrownBy(() -> job.run(null))
          .isInstanceOfSatisfying(
              GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
          .hasMessageContaining("None of 1 judgements has stars");
    }
  }

  @Test
  void aReplyWithoutStarsIsKeptAlsoIfTheServerFailsOnTheNextRequest() throws IOException {
    Queue<Reply> script =
        new ArrayDeque<>(List.of(says("Lovely!"), status(503, ""), status(503, ""), stars(3)));
    try (ScriptedServer server = judge(id -> id.equals("q1") ? script.remove() : stars(2))) {
      runs.answers("q1 a x", "q2 a x")
          .with("remote.attempts", 2)
          .with("judge.judge", List.of(server.model("j")));
      assertThatThrownBy(() -> runs.run("out")).hasMessageContaining("1 of 2 judgements");
      assertThat(folder.resolve("out/judgements/part-000000.jsonl")).content().contains("Lovely!");
      assertThat(Judgements.kept(List.of(runs.path("out")), new Configuration(false)).all())
          .extracting(Judgement::id)
          .containsExactly("q2");

      runs.run("out");

      assertThat(script).isEmpty();
      assertThat(server.requests()).hasSize(5);
      assertThat(server.requests().get(4).lastMessage()).startsWith("That was not readable.");
      JsonNode judged = runs.judgements("out").get(0);
      assertThat(judged.path("replies")).hasSize(2);
      assertThat(judged.path("replies").path(0).asText()).isEqualTo("Lovely!");
      assertThat(judged.path("problems")).hasSize(1);
      assertThat(judged.path("stars").path("fluency").asInt()).isEqualTo(3);
    }
  }

  @Test
  void whatAnEarlierRunHasAskedCountsAmongTheAsks() throws IOException {
    Queue<Reply> script =
        new ArrayDeque<>(List.of(says("Lovely!"), status(401, ""), says("Very lovely!")));
    try (ScriptedServer server = judge(id -> script.remove())) {
      runs.answers("q1 a x").with("judge.asks", 2).with("judge.judge", List.of(server.model("j")));
      assertThatThrownBy(() -> runs.run("out")).hasMessageContaining("status 401");
      assertThatThrownBy(() -> runs.run("out"))
          .hasMessageContaining("None of 1 judgements has stars");

      assertThat(server.requests()).hasSize(3);
      assertThat(runs.judgements("out").get(0).path("replies")).hasSize(2);
    }
  }
}
