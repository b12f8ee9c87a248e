package dev.glossa.judge;

import static dev.glossa.judge.JudgeRuns.SECRET;
import static dev.glossa.judge.JudgeRuns.stars;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.GlossaProcess;
import dev.glossa.remote.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed with SIGKILL, and goes on. */
final class JudgeKillIT {
  private static final int QUESTIONS = 6;

  @TempDir Path folder;

  private GlossaProcess judge(String log, ScriptedServer server) throws Exception {
    return GlossaProcess.start(
        folder.resolve(log),
        Map.of(
            "GLOSSA_JUDGE_API_KEY", SECRET, "GLOSSA_LOG", folder.resolve("glossa.log").toString()),
        List.of(
            "judge",
            "--answers",
            folder.resolve("answers.jsonl").toString(),
            "--judge",
            server.model("j"),
            "-Dremote.concurrency=1",
            "--output",
            folder.resolve("out").toString()));
  }

  @Test
  void asksOnlyWhatIsMissing() throws Exception {
    Files.write(
        folder.resolve("answers.jsonl"),
        IntStream.range(0, QUESTIONS)
            .mapToObj(i -> "{\"question\": \"Question %d?\", \"answer\": \"x\"}".formatted(i))
            .toList());
    AtomicBoolean hangs = new AtomicBoolean(true);
    try (ScriptedServer server =
        new ScriptedServer(
            request ->
                hangs.get() && request.lastMessage().contains("Question 3?")
                    ? ScriptedServer.hang()
                    : stars(2))) {
      judge("first.log", server).killWhen("the judge thinks", () -> server.requests().size() == 4);
      hangs.set(false);

      assertThat(judge("second.log", server).exitCode()).isZero();

      for (int i = 0; i < QUESTIONS; i++) {
        String question = "Question %d?".formatted(i);
        assertThat(server.requests())
            .filteredOn(request -> request.lastMessage().contains(question))
            .as(question)
            .hasSize(i == 3 ? 2 : 1)
            .allMatch(request -> request.authorization().equals("Bearer " + SECRET));
      }
    }
    assertThat(Files.readAllLines(folder.resolve("out/judgements.jsonl"))).hasSize(QUESTIONS);
    JudgeRuns.assertNoKeyIsIn(folder);
  }
}
