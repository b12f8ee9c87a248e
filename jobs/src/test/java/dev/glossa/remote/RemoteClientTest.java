package dev.glossa.remote;

import static dev.glossa.remote.ScriptedServer.cut;
import static dev.glossa.remote.ScriptedServer.hang;
import static dev.glossa.remote.ScriptedServer.ok;
import static dev.glossa.remote.ScriptedServer.says;
import static dev.glossa.remote.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.ByteSize;
import dev.glossa.job.ExitCode;
import dev.glossa.remote.Completion.Token;
import dev.glossa.remote.RemoteFailure.Kind;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteClientTest {
  private static final String SECRET = "sk-open-sesame";
  private static final ChatRequest HELLO =
      new ChatRequest(List.of(new ChatMessage("user", "Habari?")), 20, 0.0, null);

  /** Long enough for a slow machine; nothing here waits for it. */
  private static final double LONG = 60;

  private final FakeTime time = new FakeTime();

  private static RemoteSettings settings(int concurrency, double timeout, long maxBytes) {
    return new RemoteSettings(concurrency, 0, 4, LONG, timeout, 1, 20, new ByteSize(maxBytes));
  }

  private RemoteClient client(String model, RemoteSettings settings) {
    return new RemoteClient(
        RemoteModel.parse(model),
        settings,
        ApiKey.from(Map.of(ApiKey.MODEL, SECRET), ApiKey.MODEL),
        time,
        new Backoff(settings, () -> 1));
  }

  private RemoteClient client(ScriptedServer server) {
    return client(server.model("m"), settings(4, LONG, 100_000));
  }

  private RemoteFailure failureOf(RemoteClient client) {
    RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> client.chat(HELLO));
    assertThat(failure).hasMessageNotContaining(SECRET);
    return failure;
  }

  @Test
  void asksAChatAndCountsTokens() throws Exception {
    try (ScriptedServer server = ScriptedServer.inTurn(says("Nzuri."))) {
      Completion answer = client(server).chat(HELLO);

      assertThat(answer)
          .isEqualTo(new Completion("Nzuri.", "stop", new TokenUsage(11, 7), List.of()));
      ScriptedServer.Request request = server.requests().get(0);
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.authorization()).isEqualTo("Bearer " + SECRET);
      assertThat(request.body())
          .hasToString(
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Habari?\"}],"
                  + "\"max_tokens\":20,\"temperature\":0.0}");
    }
  }

  @Test
  void readsLogProbabilitiesOfACompletion() throws Exception {
    String reply =
        """
        {"choices": [{"text": "a b", "finish_reason": "length", "logprobs": {
        "tokens": ["a", " b"], "token_logprobs": [null, -0.5],
        "top_logprobs": [null, {" b": -0.5, " c": -1.5}]}}]}
        """;
    try (ScriptedServer server = ScriptedServer.inTurn(ok(reply))) {
      Completion answer =
          client(server).complete(new CompletionRequest("", 2, 0.0, null, List.of(), 2));

      assertThat(answer.usage()).isEqualTo(TokenUsage.NONE);
      assertThat(answer.tokens())
          .containsExactly(
              new Token("a", null, Map.of()),
              new Token(" b", -0.5, Map.of(" b", -0.5, " c", -1.5)));
      assertThat(server.requests().get(0).body().toString())
          .contains("\"logprobs\":2", "\"max_tokens\":2");
    }
  }

  @Test
  void triesAgainWhatFailsInPassing() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(
            status(500, "<html>oops</html>"),
            cut("{\"choices\": []}"),
            ok("{\"choices\": [{\"mess"),
            says("Nzuri."))) {
      RemoteClient client = client(server);

      assertThat(client.chat(HELLO).text()).isEqualTo("Nzuri.");
      assertThat(client.requests()).isEqualTo(4);
      assertThat(server.requests()).hasSize(4);
      assertThat(time.pauses())
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(
            status(429, Map.of("Retry-After", "17"), "{\"error\": {\"message\": \"slow down\"}}"),
            says("Nzuri."))) {
      assertThat(client(server).chat(HELLO).text()).isEqualTo("Nzuri.");
      assertThat(time.pauses()).containsExactly(Duration.ofSeconds(17));
    }
  }

  @Test
  void givesUpWhenTheServerAsksForTooLong() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(status(429, Map.of("Retry-After", "3600"), "{}"))) {
      RemoteFailure failure = failureOf(client(server));

      assertThat(failure.kind()).isEqualTo(Kind.BUSY);
      assertThat(failure).hasMessageContaining("3600 s, longer than remote.longest-wait-seconds");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void givesUpAfterTheLastAttemptAndSaysWhatTheServerSaid() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            request ->
                status(503, "{\"error\": {\"message\": \"no\\nworker for " + SECRET + "\"}}"))) {
      RemoteFailure failure = failureOf(client(server));

      assertThat(failure.kind()).isEqualTo(Kind.BUSY);
      assertThat(failure)
          .hasMessage(
              "The server of '%s' answered with status 503 (no worker for $GLOSSA_API_KEY)."
                  .formatted(server.model("m")));
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void aServerThatHangsIsLeft() throws Exception {
    try (ScriptedServer server = new ScriptedServer(request -> hang())) {
      RemoteFailure failure = failureOf(client(server.model("m"), settings(1, 0.2, 1000)));

      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure).hasMessageContaining("has not answered within 0.2 s");
    }
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RemoteFailure failure =
        failureOf(client("http://127.0.0.1:" + port + "/v1#m", settings(1, LONG, 1000)));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(time.pauses()).hasSize(3);
  }

  @Test
  void aWrongKeyIsNotTriedAgain() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(
            status(401, "{\"error\": {\"message\": \"Incorrect API key: " + SECRET + "\"}}"))) {
      RemoteFailure failure = failureOf(client(server));

      assertThat(failure.kind()).isEqualTo(Kind.DENIED);
      assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(failure).hasMessageContaining("$GLOSSA_API_KEY");
    }
  }

  @Test
  void aKeyIsTakenOutOfAnErrorBeforeThatIsCut() throws Exception {
    String error = "{\"detail\": \"%s%s is wrong\"}".formatted("no ".repeat(97), SECRET);
    try (ScriptedServer server = ScriptedServer.inTurn(status(400, error))) {
      assertThat(failureOf(client(server))).hasMessageNotContaining(SECRET.substring(0, 8));
    }
  }

  @Test
  void aRequestThatIsRefusedIsNotSentAgain() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(status(400, "{\"detail\": \"too many tokens\"}"))) {
      RemoteFailure failure = failureOf(client(server));

      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure).hasMessageContaining("too many tokens");
    }
  }

  @Test
  void aRedirectionIsNotFollowed() throws Exception {
    try (ScriptedServer elsewhere = new ScriptedServer(request -> says("Give me your key."));
        ScriptedServer server =
            ScriptedServer.inTurn(
                status(307, Map.of("Location", elsewhere.model("m").split("#")[0]), ""))) {
      assertThat(failureOf(client(server)).kind()).isEqualTo(Kind.REFUSED);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void whatIsNoAnswerIsNamed() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(
            ok("<html>Welcome to nginx!</html>"),
            ok(""),
            ok("[]"),
            ok("{\"choices\": [{\"text\": \"a completion\"}]}"))) {
      RemoteClient client = client(server);
      List<String> messages = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RemoteFailure failure = failureOf(client);
        assertThat(failure.kind()).isEqualTo(Kind.GARBAGE);
        messages.add(failure.getMessage());
      }
      assertThat(messages.get(0)).contains("sent no JSON");
      assertThat(messages.get(1)).contains("sent no JSON");
      assertThat(messages.get(2)).contains("without 'choices'");
      assertThat(messages.get(3)).contains("without 'choices[0].message.content'");
    }
  }

  @Test
  void aReplyBeyondTheLimitIsNotRead() throws Exception {
    try (ScriptedServer server = ScriptedServer.inTurn(says("na ".repeat(100_000)))) {
      RemoteFailure failure = failureOf(client(server.model("m"), settings(1, LONG, 50_000)));

      assertThat(failure.kind()).isEqualTo(Kind.TOO_LONG);
      assertThat(failure).hasMessageContaining("48.8 KiB");
    }
  }

  @Test
  void anAnswerThatRepeatsTheKeyIsCleaned() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.inTurn(
            says("Your key is " + SECRET + "."),
            ok(
                "{\"choices\": [{\"message\": {\"content\": null}, \"finish_reason\": \"%s\"}]}"
                    .formatted(SECRET)))) {
      RemoteClient client = client(server);
      assertThat(client.chat(HELLO).text()).isEqualTo("Your key is $GLOSSA_API_KEY.");
      assertThat(client.chat(HELLO).finishReason()).isEqualTo("$GLOSSA_API_KEY");
    }
  }

  @Test
  void soManyAtATimeAndNotMore() throws Exception {
    CyclicBarrier two = new CyclicBarrier(2);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            request -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              try {
                two.await(60, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new AssertionError("there are never two requests at a time", e);
              }
              underWay.decrementAndGet();
              return says("Nzuri.");
            })) {
      RemoteClient client = client(server.model("m"), settings(2, LONG, 1000));
      ExecutorService callers = Executors.newFixedThreadPool(6);
      List<Future<Completion>> answers =
          callers.invokeAll(
              java.util.Collections.nCopies(6, (Callable<Completion>) () -> client.chat(HELLO)));
      callers.shutdown();
      for (Future<Completion> answer : answers) {
        assertThat(answer.get().text()).isEqualTo("Nzuri.");
      }
      assertThat(most).hasValue(2);
    }
  }

  @Test
  void settingsThatCannotBeAreNamed() {
    assertThatThrownBy(() -> settings(0, LONG, 1000))
        .hasMessageContaining("'remote.concurrency' cannot be 0");
  }
}
