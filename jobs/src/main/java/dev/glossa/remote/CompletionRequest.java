package dev.glossa.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of {@code /completions}. What is null is left to the server.
 *
 * @param prompt the text to continue
 * @param maxTokens tokens of the continuation at most
 * @param temperature 0 for the likeliest continuation
 * @param seed of the sampling
 * @param stop texts before the first of which the answer ends; servers take four
 * @param logProbabilities how many alternatives to each token to tell; null: no log-probabilities
 */
public record CompletionRequest(
    String prompt,
    Integer maxTokens,
    Double temperature,
    Long seed,
    List<String> stop,
    Integer logProbabilities) {
  public CompletionRequest {
    stop = List.copyOf(stop);
  }

  /** The fields of the request's JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("prompt", prompt);
    fields.put("max_tokens", maxTokens);
    fields.put("temperature", temperature);
    fields.put("seed", seed);
    fields.put("stop", stop.isEmpty() ? null : stop);
    fields.put("logprobs", logProbabilities);
    return fields;
  }
}
