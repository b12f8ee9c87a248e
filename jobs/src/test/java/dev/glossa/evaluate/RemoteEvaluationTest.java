package dev.glossa.evaluate;

import static dev.glossa.remote.ScriptedServer.ok;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.evaluate.RemoteAnswerer.Form;
import dev.glossa.job.ByteSize;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.remote.ApiKey;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteModel;
import dev.glossa.remote.RemoteSettings;
import dev.glossa.remote.ScriptedServer;
import dev.glossa.remote.ScriptedServer.Reply;
import dev.glossa.remote.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model behind a server in the place of a folder. */
class RemoteEvaluationTest {
  @TempDir Path folder;

  private static Answerer answerer(ScriptedServer server, Form form) {
    RemoteSettings settings = new RemoteSettings(2, 0, 1, 60, 60, 0, 0, new ByteSize(100_000));
    RemoteClient client =
        new RemoteClient(
            RemoteModel.parse(server.model("m")), settings, ApiKey.from(Map.of(), ApiKey.MODEL));
    return new RemoteAnswerer(client, form, 20);
  }

  private static Reply completes(String text) {
    return ok("{\"choices\": [{\"text\": \"%s\", \"finish_reason\": \"length\"}]}".formatted(text));
  }

  @Test
  void aConversationGoesToTheChat() throws Exception {
    try (ScriptedServer server = ScriptedServer.inTurn(says("B, I think. Q: next"))) {
      Answer answer =
          answerer(server, Form.BOTH)
              .chat(
                  List.of(new ChatMessage("user", "A or B?")),
                  new Answerer.Limits(9, List.of("1", "2", "3", "4", "Q:")));

      assertThat(answer).isEqualTo(new Answer("B, I think. ", 11, 7, "stop"));
      Request request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.body().path("max_tokens").asInt()).isEqualTo(9);
      assertThat(request.body().path("stop")).hasSize(4);
    }
  }

  @Test
  void withoutAFormForConversationsTheirTextIsContinued() throws Exception {
    try (ScriptedServer server = ScriptedServer.inTurn(completes(" B"))) {
      answerer(server, Form.TEXT)
          .chat(List.of(new ChatMessage("user", "A or B?")), Answerer.Limits.tokens(3));

      assertThat(server.requests().get(0).path()).isEqualTo("/v1/completions");
      assertThat(server.requests().get(0).body().path("prompt").asText()).isEqualTo("A or B?");
    }
  }

  @Test
  void whatTheServerRefusesIsUnanswered() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(status(400, "{\"detail\": \"9000 tokens\"}"))) {
      assertThatThrownBy(
              () -> answerer(server, Form.TEXT).complete("long", Answerer.Limits.tokens(3)))
          .isInstanceOf(UnansweredException.class)
          .hasMessageContaining("9000 tokens");
    }
  }

  private EvaluateResult evaluate(ScriptedServer server, String task) {
    return evaluate(server.model("m"), task, "mmlu", Map.of());
  }

  private EvaluateResult evaluate(
      String model, String task, String data, Map<String, Object> settings) {
    Map<String, Object> given = new HashMap<>(settings);
    given.put("evaluate.model", model);
    given.put("evaluate.task", List.of(task));
    given.put("evaluate.shots", 0);
    given.put("evaluate.data", folder.resolve(data).toString());
    given.put("evaluate.output", folder.resolve("out").toString());
    return new EvaluateJob(
            Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class))
        .run(LocalSpark.session());
  }

  private void writeMmlu() throws IOException {
    Files.createDirectories(folder.resolve("mmlu/dev"));
    Files.createDirectories(folder.resolve("mmlu/test"));
    Files.writeString(
        folder.resolve("mmlu/test/anatomy_test.csv"),
        "First?,1,2,3,4,A\nSecond?,1,2,3,4,B\nThird?,1,2,3,4,A\nFourth?,1,2,3,4,D\n");
  }

  /** The letter that a server finds likeliest, with some that it does not find likely at all. */
  private static Reply letter(String letter) {
    return ok(
        """
        {"choices": [{"text": "x", "logprobs": {"tokens": ["x"], "token_logprobs": [-0.1],
        "top_logprobs": [{"x": -0.1, " %s": -1.5, " B": -7}], "text_offset": [0]}}],
        "usage": {"prompt_tokens": 30, "completion_tokens": 1}}
        """
            .formatted(letter));
  }

  @Test
  void mmluCountsTheLikeliestLetterAmongTheTokensThatTheServerTells() throws IOException {
    writeMmlu();
    try (ScriptedServer server =
        new ScriptedServer(
            request -> {
              String prompt = request.body().path("prompt").asText();
              return prompt.contains("Third?")
                  ? status(400, "{\"detail\": \"too long\"}")
                  : letter(prompt.contains("Fourth?") ? "D" : "A");
            })) {
      EvaluateResult result = evaluate(server, "mmlu");

      assertThat(result.results().get("mmlu").get("acc").value()).isEqualTo(0.5);
      assertThat(result.tokenizer()).isEqualTo("the server's");
      assertThat(server.requests()).hasSize(4);
      assertThat(server.requests().get(0).body().path("logprobs").asInt()).isEqualTo(20);
      assertThat(folder.resolve("out/manifest.json"))
          .content()
          .contains(
              "\"mmlu_errors\" : 1", "\"mmlu_prompt_tokens\" : 90", "\"mmlu_new_tokens\" : 3");
      assertThat(errors()).singleElement().asString().contains("Third?").contains("too long");
    }
  }

  /** The letter that a chat begins its answer with. */
  private static Reply saysLetter(String letter) {
    return ok(
        """
        {"choices": [{"message": {"role": "assistant", "content": "%1$s"}, "logprobs": {"content":
        [{"token": "%1$s", "logprob": -0.1, "top_logprobs": [{"token": "x", "logprob": -2},
        {"token": "%1$s", "logprob": -0.1}, {"token": " C", "logprob": -3}]}]}}]}
        """
            .formatted(letter));
  }

  @Test
  void lettersAreWeighedInAChatWhereTheServerKnowsNothingElse() throws IOException {
    writeMmlu();
    try (ScriptedServer server =
        new ScriptedServer(
            request ->
                request.path().endsWith("/chat/completions")
                    ? saysLetter(request.lastMessage().contains("Second?") ? "B" : "A")
                    : status(404, "{\"error\": \"This is a chat model.\"}"))) {
      EvaluateResult result =
          evaluate(server.model("m"), "mmlu", "mmlu", Map.of("evaluate.chat", true));

      assertThat(result.results().get("mmlu").get("acc").value()).isEqualTo(0.75);
      Request request = server.requests().get(0);
      assertThat(request.body().path("logprobs").asBoolean()).isTrue();
      assertThat(request.body().path("top_logprobs").asInt()).isEqualTo(20);
      assertThat(request.body().path("max_tokens").asInt()).isEqualTo(1);
    }
  }

  /** Prompt and error of what could not be asked. */
  private List<String> errors() {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(folder.resolve("out/items").toString())
        .where("error IS NOT NULL")
        .selectExpr("concat(prompt, '\\n', error)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void aServerThatRefusesEveryQuestionIsAFailure() throws IOException {
    writeMmlu();
    try (ScriptedServer server =
        new ScriptedServer(request -> status(400, "{\"detail\": \"no max_tokens here\"}"))) {
      assertThatThrownBy(() -> evaluate(server, "mmlu"))
          .hasMessageContaining("None of 4 items of 'mmlu' has an answer")
          .hasMessageContaining("no max_tokens here")
          .extracting("exitCode")
          .isEqualTo(ExitCode.BAD_INPUT);
      assertThat(errors()).hasSize(4);
    }
  }

  @Test
  void aServerWithoutLogProbabilitiesIsToldWhatNeedsNone() throws IOException {
    writeMmlu();
    try (ScriptedServer server = new ScriptedServer(request -> completes(" A"))) {
      assertThatThrownBy(() -> evaluate(server, "mmlu"))
          .hasMessageContaining("gives no log-probabilities")
          .hasMessageContaining("agieval, gaokao");
    }
  }

  @Test
  void howAServerIsAskedDecidesNothing() throws IOException {
    writeMmlu();
    AtomicBoolean isDown = new AtomicBoolean(true);
    try (ScriptedServer server =
        new ScriptedServer(request -> isDown.get() ? status(500, "") : letter("A"))) {
      Map<String, Object> oneTry = Map.of("remote.attempts", 1);
      Map<String, Object> twoTries = Map.of("remote.attempts", 2, "remote.concurrency", 3);
      assertThatThrownBy(() -> evaluate(server.model("m"), "mmlu", "mmlu", oneTry));
      isDown.set(false);

      EvaluateResult result = evaluate(server.model("m"), "mmlu", "mmlu", twoTries);
      int requests = server.requests().size();

      assertThat(evaluate(server.model("m"), "mmlu", "mmlu", oneTry)).isEqualTo(result);
      assertThat(server.requests()).hasSize(requests);
      assertThatThrownBy(() -> evaluate(server.model("other"), "mmlu", "mmlu", oneTry))
          .hasMessageContaining("evaluate.model");
    }
  }

  @Test
  void anAnswerIsWrittenDownBeforeTheNextQuestionIsAsked() throws IOException {
    writeMmlu();
    List<Long> written = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
        new ScriptedServer(
            request -> {
              written.add(filesOfAnswers());
              return letter("A");
            })) {
      evaluate(server.model("m"), "mmlu", "mmlu", Map.of("remote.concurrency", 1));

      assertThat(written).containsExactly(0L, 1L, 2L, 3L);
    }
  }

  /** What a process leaves that is killed now. */
  private long filesOfAnswers() {
    try (Stream<Path> files = Files.walk(folder.resolve("out/.scored"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTaskOfOnesOwnIsAskedInWords() throws IOException {
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(
        folder.resolve("own/test.jsonl"), "{\"question\": \"Which\", \"answer\": \"a\"}\n");
    Files.writeString(folder.resolve("own/task.conf"), "kind = generation");
    try (ScriptedServer server = new ScriptedServer(request -> completes(" A"))) {
      EvaluateResult result = evaluate(server.model("m"), "own", "own", Map.of());

      assertThat(result.results().get("own").get("acc").value()).isEqualTo(1);
      assertThat(server.requests().get(0).body().path("prompt").asText())
          .isEqualTo("Question: Which\nAnswer:");
    }
  }

  @Test
  void theOptionsOfATaskOfOnesOwnNeedAFolder() throws IOException {
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(
        folder.resolve("own/test.jsonl"),
        "{\"question\": \"Which\", \"options\": [\"a\"], \"answer\": 0}\n");
    Files.writeString(folder.resolve("own/task.conf"), "kind = choice");
    try (ScriptedServer server = new ScriptedServer(request -> completes(" A"))) {
      assertThatThrownBy(() -> evaluate(server.model("m"), "own", "own", Map.of()))
          .hasMessageContaining("name a model folder, or write 'kind = generation'");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void perplexityNeedsAFolder() throws IOException {
    writeMmlu();
    try (ScriptedServer server = new ScriptedServer(request -> completes(" A"))) {
      assertThatThrownBy(() -> evaluate(server, "perplexity"))
          .hasMessageContaining("name a model folder");
      assertThat(server.requests()).isEmpty();
    }
  }
}
