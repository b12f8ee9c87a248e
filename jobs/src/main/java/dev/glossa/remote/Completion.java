package dev.glossa.remote;

import java.util.List;
import java.util.Map;

/**
 * What a model answered.
 *
 * @param text the answer
 * @param finishReason the server's word, such as stop or length; may be null
 * @param usage what it cost
 * @param tokens the tokens of the text with their log-probabilities; empty if the server gives none
 */
public record Completion(String text, String finishReason, TokenUsage usage, List<Token> tokens) {
  public Completion {
    tokens = List.copyOf(tokens);
  }

  /**
   * @param text the token
   * @param logProbability log p of the token given those before it, nats; null if the server does
   *     not say
   * @param top log-probabilities of the likeliest tokens in its place; may be empty
   */
  public record Token(String text, Double logProbability, Map<String, Double> top) {
    public Token {
      top = Map.copyOf(top);
    }
  }
}
