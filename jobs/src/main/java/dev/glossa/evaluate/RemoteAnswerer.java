package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.GlossaException;
import dev.glossa.remote.ChatRequest;
import dev.glossa.remote.Completion;
import dev.glossa.remote.CompletionRequest;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteFailure;
import java.util.List;
import java.util.Map;

/** A model behind a server, asked in words. */
final class RemoteAnswerer implements Answerer {
  /** As many as the protocol takes; further ones are looked for in the answer. */
  private static final int MOST_STOPS = 4;

  private final RemoteClient client;
  private final boolean chats;
  private final int topTokens;

  /**
   * @param chats whether the server has a form for conversations; if not, their text is continued
   * @param topTokens how many of the likeliest tokens the server tells at most
   */
  RemoteAnswerer(RemoteClient client, boolean chats, int topTokens) {
    this.client = client;
    this.chats = chats;
    this.topTokens = topTokens;
  }

  /** A request of the protocol that waits for its reply. */
  private interface Sending {
    Completion send() throws InterruptedException;
  }

  @Override
  public boolean chats() {
    return chats;
  }

  @Override
  public Answer complete(String prompt, Limits limits) throws UnansweredException {
    int most = limits.maxNewTokens();
    return answer(
        limits,
        () ->
            client.complete(
                new CompletionRequest(prompt, most, 0.0, null, stops(limits), null, false)));
  }

  @Override
  public Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException {
    if (!chats) {
      return complete(ModelAnswerer.plain(messages), limits);
    }
    int most = limits.maxNewTokens();
    return answer(
        limits, () -> client.chat(new ChatRequest(messages, most, 0.0, null, stops(limits), null)));
  }

  private static List<String> stops(Limits limits) {
    return limits.stop().subList(0, Math.min(MOST_STOPS, limits.stop().size()));
  }

  private Answer answer(Limits limits, Sending request) throws UnansweredException {
    Completion reply = ask(request);
    return new Answer(
        ModelAnswerer.before(limits.stop(), reply.text()),
        reply.usage().prompt(),
        reply.usage().completion(),
        reply.finishReason());
  }

  /** Only an answer can tell. */
  @Override
  public boolean fits(String prompt) {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws GlossaException (usage) if the server gives no log-probabilities
   */
  @Override
  public double[] nextLogProbabilities(String prompt, List<String> texts, int among)
      throws UnansweredException {
    int top = Math.min(topTokens, among);
    Completion reply =
        ask(
            () ->
                client.complete(
                    new CompletionRequest(prompt, 1, 0.0, null, List.of(), top, false)));
    if (reply.tokens().isEmpty() || reply.tokens().get(0).top().isEmpty()) {
      throw GlossaException.usage(
          "The server of '%s' gives no log-probabilities, which this task needs: take agieval,"
              + " gaokao, or a setting of ceval or cmmlu that is answered in words.",
          client);
    }
    Map<String, Double> likeliest = reply.tokens().get(0).top();
    return texts.stream()
        .mapToDouble(text -> likeliest.getOrDefault(text, Double.NEGATIVE_INFINITY))
        .toArray();
  }

  private static Completion ask(Sending request) throws UnansweredException {
    try {
      return request.send();
    } catch (RemoteFailure failure) {
      switch (failure.kind()) {
        case REFUSED, GARBAGE, TOO_LONG ->
            throw new UnansweredException(failure.getMessage(), failure);
        default -> throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The question was interrupted.", e);
    }
  }
}
