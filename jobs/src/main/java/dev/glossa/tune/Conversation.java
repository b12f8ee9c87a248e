package dev.glossa.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns of a system, a user and an assistant.
 *
 * @param turns in order
 */
record Conversation(List<Turn> turns) {

  /** Who speaks. */
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** What somebody says. */
  record Turn(Role role, String content) {}

  private static final Map<String, Role> ROLES =
      Map.of(
          "system", Role.SYSTEM,
          "user", Role.USER,
          "human", Role.USER,
          "assistant", Role.ASSISTANT,
          "gpt", Role.ASSISTANT);

  /**
   * Recognizes the data by their fields: {@code instruction, input, output}; BELLE's seeds with
   * {@code instances}; {@code messages} of role and content; ShareGPT's {@code conversations} of
   * from and value.
   *
   * @throws UnusableException saying what is missing
   */
  static List<Conversation> parse(JsonNode json) throws UnusableException {
    if (json.has("instruction") && json.path("instances").isArray()) {
      List<Conversation> conversations = new ArrayList<>();
      for (JsonNode instance : json.path("instances")) {
        conversations.add(instruction(json, instance));
      }
      return conversations;
    }
    if (json.has("instruction")) {
      return List.of(instruction(json, json));
    }
    if (json.path("messages").isArray()) {
      return List.of(messages(json.path("messages"), "role", "content"));
    }
    if (json.path("conversations").isArray()) {
      return List.of(messages(json.path("conversations"), "from", "value"));
    }
    throw new UnusableException("no fields of a known kind of instruction data");
  }

  private static Conversation instruction(JsonNode task, JsonNode instance)
      throws UnusableException {
    String instruction = text(task, "instruction");
    String input = instance.path("input").asText("");
    return new Conversation(
            List.of(
                new Turn(Role.USER, input.isBlank() ? instruction : instruction + "\n\n" + input),
                new Turn(Role.ASSISTANT, text(instance, "output"))))
        .checked();
  }

  private static Conversation messages(JsonNode messages, String role, String content)
      throws UnusableException {
    List<Turn> turns = new ArrayList<>();
    for (JsonNode message : messages) {
      String name = text(message, role).toLowerCase(Locale.ROOT);
      if (!ROLES.containsKey(name)) {
        throw new UnusableException("a turn of the unknown role '" + name + "'");
      }
      turns.add(new Turn(ROLES.get(name), text(message, content)));
    }
    return new Conversation(turns).checked();
  }

  private Conversation checked() throws UnusableException {
    for (Turn turn : turns) {
      if (turn.role() == Role.ASSISTANT && !turn.content().isBlank()) {
        return this;
      }
    }
    throw new UnusableException("no response");
  }

  private static String text(JsonNode json, String field) throws UnusableException {
    if (!json.path(field).isTextual()) {
      throw new UnusableException("no text in the field '" + field + "'");
    }
    return json.path(field).asText();
  }

  /** Why a line of data cannot be used. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason);
    }
  }
}
