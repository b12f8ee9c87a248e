package dev.glossa.remote;

import dev.glossa.benchmark.ChatMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of {@code /chat/completions}. What is null is left to the server.
 *
 * @param messages the conversation so far
 * @param maxTokens tokens of the answer at most
 * @param temperature 0 for the likeliest answer
 * @param seed of the sampling
 * @param stop texts before the first of which the answer ends; servers take four
 * @param topLogProbabilities how many alternatives to each token of the answer to tell; null: none
 */
public record ChatRequest(
    List<ChatMessage> messages,
    Integer maxTokens,
    Double temperature,
    Long seed,
    List<String> stop,
    Integer topLogProbabilities) {
  public ChatRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
  }

  /** Without stop texts and log-probabilities. */
  public ChatRequest(List<ChatMessage> messages, Integer maxTokens, Double temperature, Long seed) {
    this(messages, maxTokens, temperature, seed, List.of(), null);
  }

  /** The fields of the request's JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messages", messages);
    fields.put("max_tokens", maxTokens);
    fields.put("temperature", temperature);
    fields.put("seed", seed);
    fields.put("stop", stop.isEmpty() ? null : stop);
    fields.put("logprobs", topLogProbabilities == null ? null : true);
    fields.put("top_logprobs", topLogProbabilities);
    return fields;
  }
}
