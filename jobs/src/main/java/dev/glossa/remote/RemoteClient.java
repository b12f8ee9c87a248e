package dev.glossa.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asks a model behind a server that speaks OpenAI's protocol. Any number of threads may ask: so
 * many requests are under way at a time, and begin in a minute, as the settings say. What fails in
 * passing (no connection, no whole reply in time, status 408, 425, 429 or 5xx) is tried again after
 * a growing wait, and not before the server's Retry-After.
 */
public final class RemoteClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RemoteModel model;
  private final RemoteSettings settings;
  private final ApiKey key;
  private final Exchange exchange;
  private final Waiting time;
  private final Backoff backoff;
  private final Pace pace;
  private final Semaphore slots;
  private final LongAdder requests = new LongAdder();

  public RemoteClient(RemoteModel model, RemoteSettings settings, ApiKey key) {
    this(
        model,
        settings,
        key,
        Waiting.REAL,
        new Backoff(settings, () -> ThreadLocalRandom.current().nextDouble()));
  }

  RemoteClient(
      RemoteModel model, RemoteSettings settings, ApiKey key, Waiting time, Backoff backoff) {
    this.model = model;
    this.settings = settings;
    this.key = key;
    this.exchange = new Exchange(model, settings, key);
    this.time = time;
    this.backoff = backoff;
    this.pace = new Pace(settings.requestsPerMinute(), time);
    this.slots = new Semaphore(settings.concurrency());
  }

  /** A reply's bytes as what they say. */
  private interface Reading {
    Completion read(byte[] body) throws IOException;
  }

  /**
   * Asks {@code /chat/completions}.
   *
   * @throws RemoteFailure if no attempt gives an answer
   */
  public Completion chat(ChatRequest request) throws InterruptedException {
    return ask("/chat/completions", request.fields(), ReplyReader::chat);
  }

  /**
   * Asks {@code /completions}.
   *
   * @throws RemoteFailure if no attempt gives an answer
   */
  public Completion complete(CompletionRequest request) throws InterruptedException {
    return ask("/completions", request.fields(), ReplyReader::completion);
  }

  /** How many requests were sent so far, those that were sent again among them. */
  public long requests() {
    return requests.sum();
  }

  private Completion ask(String path, Map<String, Object> fields, Reading reading)
      throws InterruptedException {
    byte[] json = json(fields);
    for (int attempt = 1; ; attempt++) {
      try {
        Completion answer = once(path, json, reading);
        return new Completion(
            key.redact(answer.text()),
            answer.finishReason() == null ? null : key.redact(answer.finishReason()),
            answer.usage(),
            answer.tokens());
      } catch (RemoteFailure failure) {
        if (!failure.kind().isPassing() || attempt >= settings.attempts()) {
          throw failure;
        }
        waitAfter(attempt, failure);
      }
    }
  }

  private byte[] json(Map<String, Object> fields) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("model", model.name());
    request.putAll(fields);
    request.values().removeIf(Objects::isNull);
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Completion once(String path, byte[] json, Reading reading) throws InterruptedException {
    slots.acquire();
    try {
      pace.await();
      requests.increment();
      return reading.read(exchange.post(path, json));
    } catch (ReplyReader.ShapeException e) {
      throw exchange.failure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      slots.release();
    }
  }

  private void waitAfter(int attempt, RemoteFailure failure) throws InterruptedException {
    Duration wait = backoff.after(attempt);
    Duration asked = failure.retryAfter();
    if (asked == null) {
      time.pause(wait);
      return;
    }
    if (asked.compareTo(backoff.longest()) > 0) {
      throw new RemoteFailure(
          failure.kind(),
          "%s It asks to wait %d s, longer than remote.longest-wait-seconds."
              .formatted(failure.getMessage(), asked.toSeconds()),
          asked);
    }
    // It says so of all that comes from here.
    pace.hold(asked);
    time.pause(wait.compareTo(asked) > 0 ? wait : asked);
  }

  @Override
  public String toString() {
    return model.toString();
  }
}
