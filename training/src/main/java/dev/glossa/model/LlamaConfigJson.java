package dev.glossa.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code config.json} of Hugging Face's LlamaConfig, defaults included. */
final class LlamaConfigJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LlamaConfigJson() {}

  static LlamaConfig parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("config.json is no JSON: " + e.getOriginalMessage(), e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException("config.json must be a JSON object.");
    }
    refuseWhatIsNotSupported(root);
    int heads = integer(root, "num_attention_heads");
    int hidden = integer(root, "hidden_size");
    JsonNode rope = root.path("rope_parameters");
    JsonNode scaling = rope.isObject() ? rope : root.path("rope_scaling");
    double theta =
        rope.has("rope_theta")
            ? number(rope, "rope_theta", 10000)
            : number(root, "rope_theta", 10000);
    return new LlamaConfig(
        integer(root, "vocab_size"),
        hidden,
        integer(root, "intermediate_size"),
        integer(root, "num_hidden_layers"),
        heads,
        present(root, "num_key_value_heads") ? integer(root, "num_key_value_heads") : heads,
        present(root, "head_dim") ? integer(root, "head_dim") : hidden / heads,
        present(root, "max_position_embeddings") ? integer(root, "max_position_embeddings") : 2048,
        number(root, "rms_norm_eps", 1e-6),
        theta,
        ropeScaling(scaling),
        flag(root, "tie_word_embeddings"),
        number(root, "initializer_range", 0.02),
        optionalId(root, "bos_token_id"),
        ids(root, "eos_token_id"),
        optionalId(root, "pad_token_id"));
  }

  static String write(LlamaConfig config) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("architectures").add("LlamaForCausalLM");
    root.put("model_type", "llama");
    root.put("vocab_size", config.vocabSize());
    root.put("hidden_size", config.hiddenSize());
    root.put("intermediate_size", config.intermediateSize());
    root.put("num_hidden_layers", config.layers());
    root.put("num_attention_heads", config.heads());
    root.put("num_key_value_heads", config.keyValueHeads());
    root.put("head_dim", config.headSize());
    root.put("max_position_embeddings", config.maxPositions());
    root.put("hidden_act", "silu");
    root.put("rms_norm_eps", config.rmsNormEpsilon());
    root.put("rope_theta", config.ropeTheta());
    config
        .ropeScaling()
        .ifPresentOrElse(
            scaling -> {
              ObjectNode node = root.putObject("rope_scaling");
              node.put("rope_type", "llama3");
              node.put("factor", scaling.factor());
              node.put("low_freq_factor", scaling.lowFrequencyFactor());
              node.put("high_freq_factor", scaling.highFrequencyFactor());
              node.put("original_max_position_embeddings", scaling.originalMaxPositions());
            },
            () -> root.putNull("rope_scaling"));
    root.put("attention_bias", false);
    root.put("mlp_bias", false);
    root.put("attention_dropout", 0.0);
    root.put("tie_word_embeddings", config.tiedEmbeddings());
    root.put("initializer_range", config.initializerRange());
    putId(root, "bos_token_id", config.bosId());
    putIds(root, "eos_token_id", config.eosIds());
    putId(root, "pad_token_id", config.padId());
    root.put("torch_dtype", "float32");
    root.put("use_cache", true);
    return root.toPrettyString() + "\n";
  }

  private static void refuseWhatIsNotSupported(JsonNode root) {
    String type = root.path("model_type").asText("llama");
    if (!type.equals("llama")) {
      throw unsupported("model_type", type, "only llama is");
    }
    for (JsonNode architecture : root.path("architectures")) {
      if (!architecture.asText().equals("LlamaForCausalLM")) {
        throw unsupported("architectures", architecture.asText(), "only LlamaForCausalLM is");
      }
    }
    for (String bias : List.of("attention_bias", "mlp_bias")) {
      if (flag(root, bias)) {
        throw unsupported(bias, "true", "only models without biases are");
      }
    }
    String activation = root.path("hidden_act").asText("silu");
    if (!activation.equals("silu")) {
      throw unsupported("hidden_act", activation, "only silu is");
    }
    if (present(root, "quantization_config")) {
      throw unsupported("quantization_config", "a quantized model", "only F32, F16 and BF16 are");
    }
    for (JsonNode holder : List.of(root, root.path("rope_parameters"))) {
      if (number(holder, "partial_rotary_factor", 1) != 1) {
        throw unsupported(
            "partial_rotary_factor", holder.get("partial_rotary_factor").asText(), "only 1 is");
      }
    }
  }

  private static Optional<RopeScaling> ropeScaling(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    String type = node.path("rope_type").asText(node.path("type").asText("default"));
    if (type.equals("default")) {
      return Optional.empty();
    }
    if (!type.equals("llama3")) {
      throw unsupported("rope_type", type, "only default and llama3 are");
    }
    return Optional.of(
        new RopeScaling(
            required(node, "factor").asDouble(),
            required(node, "low_freq_factor").asDouble(),
            required(node, "high_freq_factor").asDouble(),
            integer(node, "original_max_position_embeddings")));
  }

  private static IllegalArgumentException unsupported(String key, String value, String what) {
    return new IllegalArgumentException(
        "config.json: " + key + " " + value + " is not supported; " + what + ".");
  }

  private static boolean present(JsonNode node, String key) {
    return node.hasNonNull(key);
  }

  private static JsonNode required(JsonNode node, String key) {
    if (!present(node, key)) {
      throw new IllegalArgumentException("config.json: " + key + " is missing.");
    }
    return node.get(key);
  }

  private static int integer(JsonNode node, String key) {
    JsonNode value = required(node, key);
    if (!value.canConvertToInt() || !value.canConvertToExactIntegral()) {
      throw new IllegalArgumentException("config.json: " + key + " " + value + " is no integer.");
    }
    return value.asInt();
  }

  private static double number(JsonNode node, String key, double otherwise) {
    if (!present(node, key)) {
      return otherwise;
    }
    if (!node.get(key).isNumber()) {
      throw new IllegalArgumentException(
          "config.json: " + key + " " + node.get(key) + " is no number.");
    }
    return node.get(key).asDouble();
  }

  private static boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw new IllegalArgumentException("config.json: " + key + " " + value + " is no boolean.");
    }
    return value.asBoolean(false);
  }

  private static OptionalInt optionalId(JsonNode node, String key) {
    return present(node, key) ? OptionalInt.of(integer(node, key)) : OptionalInt.empty();
  }

  private static List<Integer> ids(JsonNode node, String key) {
    if (!present(node, key)) {
      return List.of();
    }
    if (!node.get(key).isArray()) {
      return List.of(integer(node, key));
    }
    List<Integer> ids = new ArrayList<>();
    for (JsonNode id : node.get(key)) {
      if (!id.canConvertToInt()) {
        throw new IllegalArgumentException("config.json: " + key + " " + id + " is no id.");
      }
      ids.add(id.asInt());
    }
    return ids;
  }

  private static void putId(ObjectNode root, String key, OptionalInt id) {
    if (id.isPresent()) {
      root.put(key, id.getAsInt());
    } else {
      root.putNull(key);
    }
  }

  private static void putIds(ObjectNode root, String key, List<Integer> ids) {
    if (ids.isEmpty()) {
      root.putNull(key);
    } else if (ids.size() == 1) {
      root.put(key, ids.get(0));
    } else {
      ArrayNode array = root.putArray(key);
      ids.forEach(array::add);
    }
  }
}
