package dev.glossa.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.dedup.ContentHash;
import dev.glossa.remote.ChatRequest;
import dev.glossa.remote.Completion;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteFailure;
import dev.glossa.remote.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** One judge with its prompt: asked about one answer at a time, again if its reply is no stars. */
final class Judge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final RemoteClient client;
  private final JudgePrompt prompt;
  private final JudgeSettings settings;
  private final StarsReader reader;

  /**
   * @param name as URL#NAME
   */
  Judge(String name, RemoteClient client, JudgePrompt prompt, JudgeSettings settings) {
    this.name = name;
    this.client = client;
    this.prompt = prompt;
    this.settings = settings;
    this.reader = prompt.reader();
  }

  /**
   * What is to be asked.
   *
   * @param order of the aspects
   * @param key of the judgement
   */
  record Ask(
      Answer answer, int repeat, List<String> order, List<ChatMessage> messages, String key) {}

  /** What there is to ask about an answer the so-manyeth time. */
  Ask ask(Answer answer, int repeat) {
    List<String> order = prompt.order(repeat);
    List<ChatMessage> messages = prompt.messages(answer, order);
    return new Ask(answer, repeat, order, messages, key(answer, repeat, messages));
  }

  private String key(Answer answer, int repeat, List<ChatMessage> messages) {
    List<Object> asked = List.of(name, messages, answer.model(), answer.question().id(), repeat);
    try {
      return ContentHash.of(JSON.writeValueAsString(asked));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Asks, and asks again, until the reply is stars or it was asked often enough. A request that the
   * server refuses is a judgement without stars, too: it would refuse it again.
   *
   * @throws RemoteFailure if the server fails otherwise
   */
  Judgement judge(Ask ask) throws InterruptedException {
    List<ChatMessage> conversation = new ArrayList<>(ask.messages());
    List<String> replies = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    SortedMap<String, Integer> stars = null;
    TokenUsage usage = TokenUsage.NONE;
    boolean refused = false;
    for (int i = 0; i < settings.asks() && stars == null && !refused; i++) {
      try {
        Completion reply = client.chat(request(ask, i, conversation));
        usage = usage.plus(reply.usage());
        replies.add(reply.text());
        StarsReader.Reading reading = reader.read(reply.text());
        stars = reading.stars();
        if (stars == null) {
          problems.add(reading.problem() + " (finish_reason " + reply.finishReason() + ")");
          conversation.add(new ChatMessage("assistant", reply.text()));
          conversation.add(prompt.again(ask.order()));
        }
      } catch (RemoteFailure failure) {
        switch (failure.kind()) {
          case GARBAGE, TOO_LONG -> problems.add(failure.getMessage());
          case REFUSED -> {
            problems.add(failure.getMessage());
            refused = true;
          }
          default -> throw failure;
        }
      }
    }
    return judgement(ask, replies, problems, stars, usage);
  }

  private ChatRequest request(Ask ask, int again, List<ChatMessage> conversation) {
    boolean draws = settings.temperature() != null && settings.temperature() > 0;
    Long seed = draws ? settings.seed() + 1000L * ask.repeat() + again : null;
    return new ChatRequest(conversation, settings.maxTokens(), settings.temperature(), seed);
  }

  private Judgement judgement(
      Ask ask,
      List<String> replies,
      List<String> problems,
      SortedMap<String, Integer> stars,
      TokenUsage usage) {
    Question question = ask.answer().question();
    return new Judgement(
        ask.key(),
        name,
        ask.answer().model(),
        question.id(),
        question.category(),
        question.language(),
        ask.repeat(),
        ask.order(),
        question.text(),
        ask.answer().text(),
        question.reference(),
        ask.messages(),
        replies,
        problems,
        stars,
        usage);
  }
}
