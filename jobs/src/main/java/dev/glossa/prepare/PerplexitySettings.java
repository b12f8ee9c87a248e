package dev.glossa.prepare;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * An n-gram model that a language's documents are measured by; an entry of {@code
 * prepare.perplexity}.
 *
 * @param model path of a KenLM binary file, or of an ARPA file (.arpa, .arpa.gz)
 * @param tokenizer path of the tokenizer whose pieces the model knows; null: white space
 * @param normalize what is done to the text before; null: as cc_net if there is a tokenizer
 * @param head the greatest perplexity of the head, or null
 * @param tail what is greater belongs to the tail, or null
 * @param max the greatest perplexity that is kept, or null
 */
public record PerplexitySettings(
    String model, String tokenizer, Normalization normalize, Double head, Double tail, Double max)
    implements Serializable {

  private static final Set<String> KEYS =
      Set.of("model", "tokenizer", "normalize", "head", "tail", "max");

  /** What is done to a text before it is tokenized. */
  public enum Normalization {
    @JsonProperty("none")
    NONE,
    @JsonProperty("cc-net")
    CC_NET
  }

  /** An entry as it stands in the configuration. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PerplexitySettings of(Map<String, Object> keys) {
    for (String key : keys.keySet()) {
      if (!KEYS.contains(key)) {
        throw GlossaException.usage(
            "Unknown setting '%s' of prepare.perplexity: it has model, tokenizer, normalize, head,"
                + " tail and max.",
            key);
      }
    }
    if (!(keys.get("model") instanceof String model)) {
      throw GlossaException.usage(
          "An entry of prepare.perplexity has no model: give the path of one.");
    }
    return new PerplexitySettings(
        model,
        (String) keys.get("tokenizer"),
        normalization((String) keys.get("normalize")),
        number(keys, "head"),
        number(keys, "tail"),
        number(keys, "max"));
  }

  private static Normalization normalization(String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "none" -> Normalization.NONE;
      case "cc-net" -> Normalization.CC_NET;
      default ->
          throw GlossaException.usage(
              "'%s' is no normalization of prepare.perplexity: none or cc-net.", name);
    };
  }

  private static Double number(Map<String, Object> keys, String key) {
    Object value = keys.get(key);
    if (value == null || value instanceof Number) {
      return value == null ? null : ((Number) value).doubleValue();
    }
    throw GlossaException.usage("prepare.perplexity has '%s' for %s: give a number.", value, key);
  }

  /** Whether the text is made what cc_net's models know. */
  boolean asCcNet() {
    return normalize == null ? tokenizer != null : normalize == Normalization.CC_NET;
  }

  /** Part of the corpus that a document of this perplexity belongs to; null without bounds. */
  String bucket(double perplexity) {
    if (head == null || tail == null) {
      return null;
    }
    if (perplexity <= head) {
      return "head";
    }
    return perplexity <= tail ? "middle" : "tail";
  }
}
