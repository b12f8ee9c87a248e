package dev.glossa.remote;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.glossa.remote.Completion.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The JSON of replies, in the two shapes of the protocol. */
final class ReplyReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MOST_WORDS = 300;

  private ReplyReader() {}

  /** A reply that is not of the protocol; the message says what it is instead. */
  static final class ShapeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean cut;

    ShapeException(String message, boolean cut) {
      super(message);
      this.cut = cut;
    }

    /** Whether it is the beginning of something that might have been one. */
    boolean isCut() {
      return cut;
    }
  }

  private static JsonNode parse(byte[] body) throws IOException {
    JsonNode reply;
    try {
      reply = JSON.readTree(body);
    } catch (JsonEOFException e) {
      throw new ShapeException("JSON that ends too early", true);
    } catch (IOException e) {
      throw new ShapeException("no JSON", false);
    }
    if (reply.isMissingNode()) {
      throw new ShapeException("no JSON", false);
    }
    return reply;
  }

  private static JsonNode choice(JsonNode reply) throws ShapeException {
    JsonNode choice = reply.path("choices").path(0);
    if (!choice.isObject()) {
      throw new ShapeException("JSON without 'choices'", false);
    }
    return choice;
  }

  private static TokenUsage usage(JsonNode reply) {
    JsonNode usage = reply.path("usage");
    return new TokenUsage(
        usage.path("prompt_tokens").asLong(0), usage.path("completion_tokens").asLong(0));
  }

  private static String finishReason(JsonNode choice) {
    return choice.path("finish_reason").textValue();
  }

  /** The reply of {@code /chat/completions}. */
  static Completion chat(byte[] body) throws IOException {
    JsonNode reply = parse(body);
    JsonNode choice = choice(reply);
    JsonNode message = choice.path("message");
    JsonNode content = message.path("content");
    // A model that only thought, or was stopped, has said nothing.
    if (!message.isObject() || !(content.isTextual() || content.isNull())) {
      throw new ShapeException("JSON without 'choices[0].message.content'", false);
    }
    List<Token> tokens = new ArrayList<>();
    for (JsonNode token : choice.path("logprobs").path("content")) {
      Map<String, Double> top = new LinkedHashMap<>();
      for (JsonNode other : token.path("top_logprobs")) {
        top.putIfAbsent(other.path("token").asText(), other.path("logprob").asDouble());
      }
      tokens.add(new Token(token.path("token").asText(), token.path("logprob").asDouble(), top));
    }
    return new Completion(
        content.isNull() ? "" : content.textValue(), finishReason(choice), usage(reply), tokens);
  }

  /** The reply of {@code /completions}. */
  static Completion completion(byte[] body) throws IOException {
    JsonNode reply = parse(body);
    JsonNode choice = choice(reply);
    if (!choice.path("text").isTextual()) {
      throw new ShapeException("JSON without 'choices[0].text'", false);
    }
    JsonNode scores = choice.path("logprobs");
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < scores.path("tokens").size(); i++) {
      Map<String, Double> top = new LinkedHashMap<>();
      scores
          .path("top_logprobs")
          .path(i)
          .properties()
          .forEach(other -> top.put(other.getKey(), other.getValue().asDouble()));
      JsonNode score = scores.path("token_logprobs").path(i);
      tokens.add(
          new Token(
              scores.path("tokens").path(i).asText(),
              score.isNumber() ? score.doubleValue() : null,
              top));
    }
    return new Completion(
        choice.path("text").textValue(), finishReason(choice), usage(reply), tokens);
  }

  /**
   * What a server says of an error, in one line; empty if it says nothing.
   *
   * @param redact takes secrets out of the whole, before it is cut
   */
  static String error(byte[] body, UnaryOperator<String> redact) {
    String words = "";
    try {
      JsonNode reply = JSON.readTree(body);
      for (String pointer : List.of("/error/message", "/error", "/message", "/detail")) {
        if (words.isEmpty() && reply.at(pointer).isTextual()) {
          words = reply.at(pointer).textValue();
        }
      }
    } catch (IOException e) {
      // A page for people; its status says enough.
      return "";
    }
    words = redact.apply(words).replaceAll("\\p{Cntrl}+|\\s+", " ").strip();
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
  }
}
