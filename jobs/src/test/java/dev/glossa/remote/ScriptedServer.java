package dev.glossa.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that answers as a script says, rightly or wrongly. */
public final class ScriptedServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Function<Request, Reply> script;

  /** What the server was asked. */
  public record Request(String path, String authorization, JsonNode body) {
    /** The last message of a chat. */
    public String lastMessage() {
      JsonNode messages = body.path("messages");
      return messages.path(messages.size() - 1).path("content").asText();
    }
  }

  /** What the server does. */
  public sealed interface Reply {}

  private record Whole(int status, Map<String, String> headers, String body) implements Reply {}

  private record Cut(String body) implements Reply {}

  private record Hang() implements Reply {}

  public ScriptedServer(Function<Request, Reply> script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers the first request with the first reply, and so on. */
  public static ScriptedServer inTurn(Reply... replies) throws IOException {
    Iterator<Reply> turn = List.of(replies).iterator();
    return new ScriptedServer(request -> turn.next());
  }

  /** A chat's answer. */
  public static Reply says(String content) {
    try {
      return ok(
          """
          {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop",
          "message": {"role": "assistant", "content": %s}}],
          "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}}
          """
              .formatted(JSON.writeValueAsString(content)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Reply ok(String body) {
    return new Whole(200, Map.of(), body);
  }

  public static Reply status(int status, String body) {
    return new Whole(status, Map.of(), body);
  }

  public static Reply status(int status, Map<String, String> headers, String body) {
    return new Whole(status, headers, body);
  }

  /** Announces the whole body, sends half of it and closes the connection. */
  public static Reply cut(String body) {
    return new Cut(body);
  }

  /** Never answers. */
  public static Reply hang() {
    return new Hang();
  }

  /** The model as the command line names it. */
  public String model(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1#" + name;
  }

  /** What it was asked so far. */
  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              JSON.readTree(exchange.getRequestBody()));
      requests.add(request);
      answer(exchange, script.apply(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
    if (reply instanceof Whole whole) {
      byte[] body = whole.body().getBytes(StandardCharsets.UTF_8);
      whole.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(whole.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } else if (reply instanceof Cut cut) {
      byte[] body = cut.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else {
      closing.await();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
