package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.job.ByteSize;
import dev.glossa.remote.ApiKey;
import dev.glossa.remote.Completion;
import dev.glossa.remote.CompletionRequest;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteModel;
import dev.glossa.remote.RemoteSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, llama-cpp-python's with SmolLM2-135M-Instruct, as model under test and judge. */
@Tag("nightly")
final class LlamaServerInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "sk-open-sesame";

  /** More than it needs to load a model of 95 MB; as many requests find nobody there. */
  private static final RemoteSettings PATIENT =
      new RemoteSettings(2, 0, 60, 10, 300, 1, 2, new ByteSize(8 << 20));

  @TempDir static Path folder;
  private static Process server;
  private static String model;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    model = "http://127.0.0.1:" + port + "/v1#smollm2";
    List<String> command =
        List.of(
            Tools.interpreter("venv-llama").toString(),
            "-m",
            "llama_cpp.server",
            "--model",
            Tools.installed("venv-llama", ".gguf").toString(),
            "--model_alias",
            "smollm2",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--api_key",
            SECRET,
            "--n_ctx",
            "2048",
            "--logits_all",
            "true");
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    client().complete(new CompletionRequest("Hello", 1, 0.0, null, List.of(), null));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy();
    server.waitFor(1, TimeUnit.MINUTES);
  }

  private static RemoteClient client() {
    return new RemoteClient(
        RemoteModel.parse(model), PATIENT, ApiKey.from(Map.of(ApiKey.MODEL, SECRET), ApiKey.MODEL));
  }

  @Test
  void givesTheLogProbabilitiesOfTheNextToken() throws Exception {
    Completion answer =
        client()
            .complete(
                new CompletionRequest("The capital of France is", 1, 0.0, null, List.of(), 5));

    assertThat(answer.usage().prompt()).isPositive();
    assertThat(answer.tokens()).extracting(Completion.Token::text).containsExactly(answer.text());
    Completion.Token next = answer.tokens().get(0);
    assertThat(next.top().size()).isGreaterThanOrEqualTo(5);
    assertThat(next.top().get(next.text())).isCloseTo(next.logProbability(), within(1e-4));
    assertThat(next.top().values()).allMatch(value -> value <= next.logProbability());
  }

  @Test
  void answersAndJudgesAndEveryJudgementIsKept() throws Exception {
    Path questions = folder.resolve("questions.jsonl");
    Files.writeString(
        questions,
        """
        {"id": "1", "question": "What is the capital of France?", "reference": "Paris", "category": "facts"}
        {"id": "2", "question": "Write one sentence about rain.", "category": "writing"}
        """);
    int code = judge(questions);

    // So small a judge may give no stars at all, which is exit code 3 and not a failure.
    assertThat(code).isIn(0, 3);
    List<String> judgements = Files.readAllLines(folder.resolve("out/judgements.jsonl"));
    assertThat(judgements).hasSize(4);
    for (String line : judgements) {
      JsonNode judgement = JSON.readTree(line);
      assertThat(judgement.path("answer").asText()).isNotBlank();
      assertThat(judgement.path("replies")).isNotEmpty();
      assertThat(judgement.path("usage").path("prompt").asLong()).isPositive();
      assertThat(judgement.has("stars")).isNotEqualTo(judgement.path("problems").size() == 3);
    }
  }

  private static int judge(Path questions) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                Tools.HOME.resolve("bin/glossa").toString(),
                "judge",
                "--model",
                model,
                "--questions",
                questions.toString(),
                "--judge",
                model,
                "--repeats",
                "2",
                "-Djudge.max-tokens=120",
                "-Djudge.answer-tokens=60",
                "--output",
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("judge.log").toFile());
    command.environment().putAll(Map.of(ApiKey.MODEL, SECRET, ApiKey.JUDGE, SECRET));
    return command.start().waitFor();
  }
}
