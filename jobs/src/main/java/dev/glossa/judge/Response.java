package dev.glossa.judge;

import dev.glossa.remote.TokenUsage;

/**
 * What the model under test answered, as it is kept.
 *
 * @param id of the question
 * @param model as URL#NAME
 * @param question the question
 * @param answer what it answered
 * @param finishReason why it ended, as its server says; may be null
 * @param problem why there is no answer, where the server refused the question or sent what is no
 *     answer; else null
 * @param usage the tokens of the request
 */
record Response(
    String id,
    String model,
    String question,
    String answer,
    String finishReason,
    String problem,
    TokenUsage usage) {

  /** What was asked. */
  String key() {
    return key(id, question);
  }

  static String key(String id, String question) {
    return id + "\0" + question;
  }
}
