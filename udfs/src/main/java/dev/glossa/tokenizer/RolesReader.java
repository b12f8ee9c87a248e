package dev.glossa.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.tokenizer.HuggingFaceTokenizer.Roles;
import java.util.List;
import java.util.Map;

/**
 * Finds out which tokens begin and end a text, stand for what is unknown and fill up: as
 * tokenizer_config.json says, else as the post-processor of tokenizer.json puts them, else by their
 * usual names.
 */
final class RolesReader {

  private static final List<String> BEGINS =
      List.of("<s>", "<|begin_of_text|>", "<|im_start|>", "<bos>", "<|startoftext|>");
  private static final List<String> ENDS =
      List.of("</s>", "<|end_of_text|>", "<|im_end|>", "<eos>", "<|endoftext|>");
  private static final List<String> UNKNOWNS = List.of("<unk>");
  private static final List<String> PADS = List.of("<pad>");

  private final JsonNode root;
  private final JsonNode config;
  private final Map<String, Integer> ids;

  private RolesReader(JsonNode root, JsonNode config, Map<String, Integer> ids) {
    this.root = root;
    this.config = config;
    this.ids = ids;
  }

  /**
   * @param config of tokenizer_config.json, or a missing node
   */
  static Roles read(JsonNode root, JsonNode config, Map<String, Integer> ids) {
    RolesReader reader = new RolesReader(root, config, ids);
    return new Roles(
        reader.role("unk_token", root.path("model").path("unk_token").asText(""), UNKNOWNS),
        reader.role("bos_token", reader.processed(true), BEGINS),
        reader.role("eos_token", reader.processed(false), ENDS),
        reader.role("pad_token", "", PADS));
  }

  private int role(String key, String otherwise, List<String> usual) {
    JsonNode entry = config.path(key);
    String name = entry.isObject() ? entry.path("content").asText() : entry.asText("");
    if (ids.containsKey(name)) {
      return ids.get(name);
    }
    if (config.has(key) && entry.isNull()) {
      return -1;
    }
    if (ids.containsKey(otherwise)) {
      return ids.get(otherwise);
    }
    return usual.stream().filter(ids::containsKey).map(ids::get).findFirst().orElse(-1);
  }

  /** The special token that the post-processor puts before, or after, a text. */
  private String processed(boolean isBefore) {
    for (JsonNode step : TokenizerJson.steps(root.path("post_processor"), "processors")) {
      boolean isAfterText = false;
      for (JsonNode part : step.path("single")) {
        isAfterText |= part.has("Sequence");
        String token = part.path("SpecialToken").path("id").asText();
        if (!token.isEmpty() && isAfterText != isBefore) {
          return token;
        }
      }
      String token = step.path(isBefore ? "cls" : "sep").path(0).asText();
      if (!token.isEmpty()) {
        return token;
      }
    }
    return "";
  }
}
