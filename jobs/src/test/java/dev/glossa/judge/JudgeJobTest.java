package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.SECRET;
import static dev.glossa.judge.JudgeRuns.judge;
import static dev.glossa.judge.JudgeRuns.stars;
import static dev.glossa.remote.ScriptedServer.cut;
import static dev.glossa.remote.ScriptedServer.hang;
import static dev.glossa.remote.ScriptedServer.ok;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.evaluate.Metric;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
import dev.glossa.remote.ScriptedServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
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

  private static double value(Map<String, Metric> metrics, String aspect) {
    return metrics.get(aspect).value();
  }

  private List<JsonNode> judgements(String output) throws IOException {
    return Files.readAllLines(folder.resolve(output).resolve("judgements.jsonl")).stream()
        .map(
            line -> {
              try {
                return Json.FILES.readTree(line);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
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
      JsonNode first = judgements("out").get(0);
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
  void aServerInTroubleLosesNothingAndIsAskedNothingTwice() throws IOException {
    Map<String, Queue<Reply>> scripts = new ConcurrentHashMap<>();
    Map<String, Reply> troubles =
        Map.of(
            "q1", cut(stars(3).toString()),
            "q2", status(429, Map.of("Retry-After", "0"), "{}"),
            "q3", status(500, "{\"error\": {\"message\": \"I know " + SECRET + "\"}}"),
            "q4", ok("<html>"),
            "q5", says("Well, " + SECRET + ", I like it."));
    troubles.forEach((id, reply) -> scripts.put(id, new ArrayDeque<>(List.of(reply, stars(2)))));
    try (ScriptedServer server = judge(id -> scripts.get(id).remove())) {
      JudgeResult result =
          runs.answers("q1 a x", "q2 a x", "q3 a x", "q4 a x", "q5 a x")
              .with("judge.judge", List.of(server.model("j")))
              .run("out");

      assertThat(value(result.results().get(0).overall(), "average")).isEqualTo(2.0);
      assertThat(result.results().get(0).judged()).isEqualTo(5);
      assertThat(
              server.requests().stream()
                  .collect(Collectors.groupingBy(JudgeRuns::question, Collectors.counting())))
          .hasSize(5)
          .allSatisfy((id, times) -> assertThat(times).isEqualTo(2));
    }
    runs.assertNoKeyIsAnywhere();
    Path log = Path.of(System.getProperty("glossa.log"));
    if (Files.exists(log)) {
      assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    }
  }

  @Test
  void aServerThatHangsIsAskedAgainAndTheJudgementKeptOnce() throws IOException {
    AtomicBoolean first = new AtomicBoolean(true);
    try (ScriptedServer server = judge(id -> first.getAndSet(false) ? hang() : stars(2))) {
      JudgeResult result =
          runs.answers("q1 a x")
              .with("judge.judge", List.of(server.model("j")))
              .with("remote.request-timeout-seconds", 1)
              .with("remote.attempts", 60)
              .run("out");

      assertThat(result.results().get(0).judged()).isEqualTo(1);
      assertThat(judgements("out")).hasSize(1);
      assertThat(server.requests()).hasSizeGreaterThan(1);
    }
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
      assertThat(judgements("out").get(0).path("replies")).hasSize(3);
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
  void asksOnlyWhatIsMissingWhenRunAgain() throws IOException {
    AtomicReference<Function<String, Reply>> mood =
        new AtomicReference<>(
            id -> id.equals("q3") ? status(401, "{\"error\": \"who are you?\"}") : stars(1));
    try (ScriptedServer server = judge(id -> mood.get().apply(id))) {
      runs.answers("q1 a x", "q2 a x", "q3 a x", "q4 a x")
          .with("remote.concurrency", 1)
          .with("judge.judge", List.of(server.model("j")));
      assertThatThrownBy(() -> runs.run("out"))
          .hasMessageContaining("status 401 (who are you?)")
          .hasMessageContaining("$GLOSSA_JUDGE_API_KEY");
      assertThat(server.requests())
          .extracting(JudgeRuns::question)
          .containsExactly("q1", "q2", "q3");

      // What a process leaves that is killed while it writes.
      Path part = folder.resolve("out/judgements/part-000000.jsonl");
      Files.writeString(part, "{\"key\": \"x\", \"jud", StandardOpenOption.APPEND);
      mood.set(id -> stars(3));
      JudgeResult result = runs.with("remote.concurrency", 2).run("out");

      assertThat(server.requests())
          .extracting(JudgeRuns::question)
          .containsExactlyInAnyOrder("q1", "q2", "q3", "q3", "q4");
      assertThat(value(result.results().get(0).overall(), "average")).isEqualTo(2.0);
      assertThat(judgements("out")).hasSize(4);
      assertThat(folder.resolve("out/judgements")).doesNotExist();

      assertThat(runs.run("out")).isEqualTo(result);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void whatIsUnderWayWhenTheJudgeDeniesIsKept() throws IOException {
    CountDownLatch bothAreAsked = new CountDownLatch(2);
    CountDownLatch denied = new CountDownLatch(1);
    try (ScriptedServer server =
        judge(
            id -> {
              bothAreAsked.countDown();
              await(bothAreAsked);
              if (id.equals("q1")) {
                denied.countDown();
                return status(401, "");
              }
              await(denied);
              pause();
              return stars(3);
            })) {
      JudgeJob job =
          runs.answers("q1 a x", "q2 a x", "q3 a x")
              .with("judge.judge", List.of(server.model("j")))
              .job("out");

      assertThatThrownBy(() -> job.run(null)).hasMessageContaining("status 401");
      assertThat(folder.resolve("out/judgements/part-000000.jsonl")).content().contains("\"q2\"");
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** So that the client has read the other answer; were it quicker, the test would pass as well. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(300);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aServerThatFailsInPassingLeavesTheRestForLater() throws IOException {
    try (ScriptedServer server = judge(id -> id.equals("q1") ? status(503, "") : stars(3))) {
      JudgeJob job =
          runs.answers("q1 a x", "q2 a x")
              .with("remote.attempts", 2)
              .with("judge.judge", List.of(server.model("j")))
              .job("out");

      assertThatThrownBy(() -> job.run(null))
          .isInstanceOfSatisfying(
              GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILURE))
          .hasMessageContaining("1 of 2 judgements are missing")
          .hasMessageContaining("run it again");
      assertThat(folder.resolve("out/judgements/part-000000.jsonl")).content().contains("\"q2\"");
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
      JsonNode judged = judgements("out").get(0);
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
      assertThat(judgements("out").get(0).path("replies")).hasSize(2);
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
