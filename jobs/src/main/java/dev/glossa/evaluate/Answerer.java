package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that is asked in words, whether it is a folder of weights or a server. It answers with
 * the best token each time (temperature 0), so that the same question has the same answer.
 */
public interface Answerer {

  /**
   * Where an answer ends if the model does not end it.
   *
   * @param maxNewTokens after so many tokens
   * @param stop before the first of these texts
   */
  record Limits(int maxNewTokens, List<String> stop) {
    public Limits {
      stop = List.copyOf(stop);
    }

    /** So many tokens and no stop text. */
    public static Limits tokens(int maxNewTokens) {
      return new Limits(maxNewTokens, List.of());
    }
  }

  /** A text to continue, or a conversation to answer. */
  sealed interface Request {

    /** Where the answer ends. */
    Limits limits();

    /**
     * Has it answered.
     *
     * @throws UnansweredException if there is no answer
     */
    Answer by(Answerer answerer) throws UnansweredException;
  }

  /**
   * @param prompt as of {@link #complete}
   */
  record Text(String prompt, Limits limits) implements Request {
    @Override
    public Answer by(Answerer answerer) throws UnansweredException {
      return answerer.complete(prompt, limits);
    }
  }

  /**
   * @param messages as of {@link #chat}
   */
  record Conversation(List<ChatMessage> messages, Limits limits) implements Request {
    @Override
    public Answer by(Answerer answerer) throws UnansweredException {
      return answerer.chat(messages, limits);
    }
  }

  /**
   * What came of a request.
   *
   * @param answer null if there is none
   * @param failure why there is none; else null
   */
  record Reply(Answer answer, UnansweredException failure) {

    /**
     * The answer.
     *
     * @throws UnansweredException if there is none
     */
    Answer orThrow() throws UnansweredException {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }

  /**
   * What a model tells of texts that may follow a prompt at once.
   *
   * @param logProbabilities of each text, in nats
   * @param promptTokens tokens of the prompt with all that stands before it
   * @param newTokens tokens that the model wrote to tell it
   */
  record Next(double[] logProbabilities, long promptTokens, long newTokens) {}

  /** Whether conversations are what the model was made for: it has a form for them. */
  boolean chats();

  /**
   * Continues a text.
   *
   * @throws UnansweredException if there is no answer to this text
   */
  Answer complete(String prompt, Limits limits) throws UnansweredException;

  /**
   * Answers the last message of a conversation. A model without a form for conversations continues
   * their text: what system and user say is put together as it stands, and an empty line follows
   * what the assistant says.
   *
   * @throws UnansweredException if there is no answer to this conversation
   */
  Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException;

  /** Answers several requests, in their order; a model of ours all at once. */
  default List<Reply> answers(List<Request> requests) {
    List<Reply> replies = new ArrayList<>();
    for (Request request : requests) {
      try {
        replies.add(new Reply(request.by(this), null));
      } catch (UnansweredException e) {
        replies.add(new Reply(null, e));
      }
    }
    return replies;
  }

  /** Whether a text is short enough for the model; yes where only an answer can tell. */
  boolean fits(String prompt);

  /**
   * log p, in nats, of texts that may follow a prompt at once.
   *
   * @param among negative infinity is the value of a text that so many tokens are likelier than; a
   *     server may tell of fewer
   * @throws UnansweredException if there is no answer to this text
   */
  Next nextLogProbabilities(String prompt, List<String> texts, int among)
      throws UnansweredException;
}
