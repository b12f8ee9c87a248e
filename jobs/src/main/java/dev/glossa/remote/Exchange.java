package dev.glossa.remote;

import dev.glossa.remote.RemoteFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One request and its reply, whole and in time, or why there is none. */
final class Exchange {
  private static final Set<Integer> DENIED = Set.of(401, 403, 404);
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);

  private final RemoteModel model;
  private final RemoteSettings settings;
  private final ApiKey key;
  private final HttpClient http;

  Exchange(RemoteModel model, RemoteSettings settings, ApiKey key) {
    this.model = model;
    this.settings = settings;
    this.key = key;
    // A redirection would carry the key elsewhere: none is followed. Some servers stumble over the
    // offer of HTTP/2.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis((long) (1000 * settings.connectTimeoutSeconds())))
            .build();
  }

  /**
   * @param path of the function, below the server's address
   * @return the body of a reply with status 200
   * @throws RemoteFailure if there is none
   */
  byte[] post(String path, byte[] json) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(model.function(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(json));
    key.authorize(request);
    HttpResponse<byte[]> reply = send(request.build());
    if (reply.statusCode() == 200) {
      return reply.body();
    }
    throw failure(reply);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> reply =
        http.sendAsync(request, head -> new BoundedBody(settings.maxReplySize().bytes()));
    try {
      // The time-out of HttpRequest ends with the reply's head; this one holds for the whole.
      return reply.get((long) (1000 * settings.requestTimeoutSeconds()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure(
          Kind.TIMEOUT, "has not answered within " + settings.requestTimeoutSeconds() + " s");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      // Closes the connection of a reply that nobody waits for any more.
      reply.cancel(true);
    }
  }

  private RemoteFailure failure(Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return failure(
          Kind.TOO_LONG, "sent more than remote.max-reply-size, " + settings.maxReplySize());
    }
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLException) {
      String reason = cause.getMessage();
      return failure(
          Kind.UNREACHABLE, "cannot be reached" + (reason == null ? "" : " (" + reason + ")"));
    }
    if (cause instanceof IOException) {
      return failure(Kind.CUT, "ended the connection before its reply was whole");
    }
    throw new IllegalStateException("The request to " + model + " failed.", cause);
  }

  private RemoteFailure failure(HttpResponse<byte[]> reply) {
    int status = reply.statusCode();
    String words = ReplyReader.error(reply.body(), key::redact);
    String said = "answered with status " + status + (words.isEmpty() ? "" : " (" + words + ")");
    if (DENIED.contains(status)) {
      return failure(Kind.DENIED, said + ": check the address, the model's name and " + key);
    }
    if (status >= 500 || BUSY.contains(status)) {
      return new RemoteFailure(
          Kind.BUSY, sentence(said), Backoff.retryAfter(reply.headers(), Instant.now()));
    }
    return failure(Kind.REFUSED, said);
  }

  /** A failure with a body of the wrong shape. */
  RemoteFailure failure(ReplyReader.ShapeException shape) {
    return shape.isCut()
        ? failure(Kind.CUT, "sent " + shape.getMessage())
        : failure(Kind.GARBAGE, "sent " + shape.getMessage() + ": is it OpenAI-compatible?");
  }

  private RemoteFailure failure(Kind kind, String what) {
    return new RemoteFailure(kind, sentence(what), null);
  }

  private String sentence(String what) {
    return "The server of '%s' %s%s".formatted(model, what, what.endsWith("?") ? "" : ".");
  }
}
