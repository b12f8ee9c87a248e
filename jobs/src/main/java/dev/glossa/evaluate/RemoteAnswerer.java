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
  private final Form form;
  private final int topTokens;

  /** What of the protocol is used. */
  enum Form {
    /** Texts alone: what is said in a conversation is one. */
    TEXT,
    /** Texts for what is a text, conversations for what is one. */
    BOTH,
    /** Conversations alone, also where letters are weighed: many servers know nothing else. */
    CHAT;

    /**
     * @param chat whether questions are put as conversations; null if nobody says it
     */
    static Form of(Boolean chat) {
      if (chat == null) {
        return BOTH;
      }
      return chat ? CHAT : TEXT;
    }
  }

  /**
   * @param topTokens how many of the likeliest tokens the server tells at most
   */
  RemoteAnswerer(RemoteClient client, Form form, int topTokens) {
    this.client = client;
    this.form = form;
    this.topTokens = topTokens;
  }

  /** A request of the protocol that waits for its reply. */
  private interface Sending {
    Completion send() throws InterruptedException;
  }

  @Override
  public boolean chats() {
    return form != Form.TEXT;
  }

  @Override
  public Answer complete(String prompt, Limits limits) throws UnansweredException {
    if (form == Form.CHAT) {
      return chat(List.of(new ChatMessage("user", prompt)), limits);
    }
    int most = limits.maxNewTokens();
    return answer(
        limits,
        () -> client.complete(new CompletionRequest(prompt, most, 0.0, null, stops(limits), null)));
  }

  @Override
  public Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException {
    if (form == Form.TEXT) {
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
   * {@inheritDoc} A chat's answer begins without the space that a text is continued with: there a
   * text counts as what it is without it, if that is likelier.
   *
   * @throws GlossaException (usage) if the server gives no log-probabilities
   */
  @Override
  public Next nextLogProbabilities(String prompt, List<String> texts, int among)
      throws UnansweredException {
    Completion reply = firstToken(prompt, Math.min(topTokens, among));
    if (reply.tokens().isEmpty() || reply.tokens().get(0).top().isEmpty()) {
      throw GlossaException.usage(
          "The server of '%s' gives no log-probabilities, which this task needs: take agieval,"
              + " gaokao, or a setting of ceval or cmmlu that is answered in words.",
          client);
    }
    Map<String, Double> likeliest = reply.tokens().get(0).top();
    double[] told =
        texts.stream()
            .mapToDouble(
                text ->
                    form == Form.CHAT
                        ? Math.max(value(likeliest, text), value(likeliest, text.strip()))
                        : value(likeliest, text))
            .toArray();
    return new Next(told, reply.usage().prompt(), reply.usage().completion());
  }

  private static double value(Map<String, Double> likeliest, String token) {
    return likeliest.getOrDefault(token, Double.NEGATIVE_INFINITY);
  }

  /** One token, with so many of the likeliest in its place. */
  private Completion firstToken(String prompt, int top) throws UnansweredException {
    return ask(
        form == Form.CHAT
            ? () ->
                client.chat(
                    new ChatRequest(
                        List.of(new ChatMessage("user", prompt)), 1, 0.0, null, List.of(), top))
            : () -> client.complete(new CompletionRequest(prompt, 1, 0.0, null, List.of(), top)));
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
