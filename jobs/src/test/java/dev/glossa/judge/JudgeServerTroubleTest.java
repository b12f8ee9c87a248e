package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.SECRET;
import static dev.glossa.judge.JudgeRuns.judge;
import static dev.glossa.judge.JudgeRuns.stars;
import static dev.glossa.judge.JudgeRuns.value;
import static dev.glossa.remote.ScriptedServer.cut;
import static dev.glossa.remote.ScriptedServer.hang;
import static dev.glossa.remote.ScriptedServer.ok;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that hangs, breaks off, denies or fails: nothing is lost, nothing asked twice. */
class JudgeServerTroubleTest {
  @TempDir Path folder;
  private JudgeRuns runs;

  @BeforeEach
  void settings() {
    runs = new JudgeRuns(folder);
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
      assertThat(runs.judgements("out")).hasSize(1);
      assertThat(server.requests()).hasSizeGreaterThan(1);
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
      assertThat(runs.judgements("out")).hasSize(4);
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
}
