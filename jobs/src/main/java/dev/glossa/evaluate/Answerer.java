package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
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

  /** Whether a text is short enough for the model; yes where only an answer can tell. */
  boolean fits(String prompt);

  /**
   * log p, in nats, of texts that may follow a prompt at once.
   *
   * @param among negative infinity is the value of a text that so many tokens are likelier than; a
   *     server may tell of fewer
   * @throws UnansweredException if there is no answer to this text
   */
  double[] nextLogProbabilities(String prompt, List<String> texts, int among)
      throws UnansweredException;
}
