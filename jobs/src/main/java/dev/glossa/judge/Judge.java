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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

  /** Keeps a judgement as it is so far. */
  @FunctionalInterface
  interface Keeper {
    void keep(Judgement judgement) throws IOException;
  }

  /**
   * Asks, and asks again, until the reply is stars or it was asked often enough. A request that the
   * server refuses is a judgement without stars, too: it would refuse it again.
   *
   * @param begun what an earlier run left open, or null
   * @param keeper is given the judgement after every request, so that no reply is lost if the
   *     server fails on the next
   * @throws RemoteFailure if the server fails otherwise
   */
  void judge(Ask ask, Judgement begun, Keeper keeper) throws InterruptedException, IOException {
    Judgement judgement = begun == null ? unasked(ask) : begun;
    while (judgement.open()) {
      judgement = asked(ask, judgement);
      keeper.keep(judgement);
    }
  }

  /** The judgement after one more request. */
  private Judgement asked(Ask ask, Judgement before) throws InterruptedException {
    int times = before.problems().size();
    boolean again = times + 1 < settings.asks();
    try {
      Completion reply = client.chat(request(ask, before, times));
      StarsReader.Reading reading = reader.read(reply.text());
      String problem = reading.problem() + " (finish_reason " + reply.finishReason() + ")";
      return before.replied(
          reply.text(), new StarsReader.Reading(reading.stars(), problem), again, reply.usage());
    } catch (RemoteFailure failure) {
      return switch (failure.kind()) {
        case GARBAGE, TOO_LONG -> before.failed(failure.getMessage(), again);
        case REFUSED -> before.failed(failure.getMessage(), false);
        default -> throw failure;
      };
    }
  }

  /**
   * @param before has the replies that could not be read
   * @param times how often it was asked
   */
  private ChatRequest request(Ask ask, Judgement before, int times) {
    List<ChatMessage> conversation = new ArrayList<>(ask.messages());
    for (String reply : before.replies()) {
      conversation.add(new ChatMessage("assistant", reply));
      conversation.add(prompt.again(ask.order()));
    }
    boolean draws = settings.temperature() != null && settings.temperature() > 0;
    Long seed = draws ? settings.seed() + 1000L * ask.repeat() + times : null;
    return new ChatRequest(conversation, settings.maxTokens(), settings.temperature(), seed);
  }

  private Judgement unasked(Ask ask) {
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
        List.of(),
        List.of(),
        null,
        true,
        TokenUsage.NONE);
  }
}
