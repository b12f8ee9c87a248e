package dev.glossa.benchmark;

import java.io.Serializable;

/**
 * A turn of a conversation with a chat model.
 *
 * @param role system, user or assistant
 * @param content what is said
 */
public record ChatMessage(String role, String content) implements Serializable {

  static ChatMessage system(String content) {
    return new ChatMessage("system", content);
  }

  static ChatMessage user(String content) {
    return new ChatMessage("user", content);
  }

  static ChatMessage assistant(String content) {
    return new ChatMessage("assistant", content);
  }
}
