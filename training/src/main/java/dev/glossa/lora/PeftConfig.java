package dev.glossa.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.model.LoraConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PEFT's {@code adapter_config.json}.
 *
 * @param base the folder of the model that the adapters belong to, or its name
 * @param lora what there is of adapters
 */
record PeftConfig(String base, LoraConfig lora) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL_LINEAR = "all-linear";

  /** What must have its plain value, since it would change what adapters compute. */
  private static final Map<String, String> PLAIN =
      Map.of("peft_type", "LORA", "bias", "none", "fan_in_fan_out", "false");

  /** What must be absent, null, false or empty. */
  private static final List<String> ABSENT =
      List.of(
          "alora_invocation_tokens",
          "alpha_pattern",
          "arrow_config",
          "exclude_modules",
          "layer_replication",
          "layers_to_transform",
          "lora_bias",
          "rank_pattern",
          "target_parameters",
          "trainable_token_indices",
          "use_bdlora",
          "use_dora",
          "use_qalora",
          "use_rslora");

  /**
   * @throws CheckpointException naming the key that is missing, malformed or not supported
   */
  static PeftConfig parse(Path file, String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
    }
    PLAIN.forEach((key, value) -> requirePlain(file, root, key, value));
    ABSENT.forEach(key -> requireAbsent(file, root, key));
    try {
      return new PeftConfig(
          root.path("base_model_name_or_path").asText(""),
          new LoraConfig(
              root.path("r").asInt(),
              root.path("lora_alpha").asDouble(),
              root.path("lora_dropout").asDouble(),
              root.path("target_modules").asText().equals(ALL_LINEAR)
                  ? LoraConfig.PROJECTIONS
                  : modules(file, root, "target_modules"),
              modules(file, root, "modules_to_save"),
              0));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file + ": " + e.getMessage(), e);
    }
  }

  private static void requirePlain(Path file, JsonNode root, String key, String value) {
    if (root.hasNonNull(key) && !root.get(key).asText().equals(value)) {
      throw unsupported(file, key, root.get(key));
    }
  }

  private static void requireAbsent(Path file, JsonNode root, String key) {
    JsonNode value = root.path(key);
    boolean absent =
        value.isMissingNode()
            || value.isNull()
            || value.isBoolean() && !value.asBoolean()
            || value.isContainerNode() && value.isEmpty();
    if (!absent) {
      throw unsupported(file, key, value);
    }
  }

  private static CheckpointException unsupported(Path file, String key, JsonNode value) {
    return new CheckpointException(
        file + ": " + key + " " + value + " is not supported here: merge the adapters with PEFT.");
  }

  private static List<String> modules(Path file, JsonNode root, String key) {
    JsonNode value = root.path(key);
    if (!value.isArray() && !value.isNull() && !value.isMissingNode()) {
      throw new CheckpointException(
          file + ": " + key + " " + value + " is no list of modules: write them out.");
    }
    List<String> modules = new ArrayList<>();
    value.forEach(module -> modules.add(module.asText()));
    return modules;
  }

  /** The file, with the keys that every version of PEFT knows. */
  String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("base_model_name_or_path", base);
    root.put("bias", "none");
    root.put("fan_in_fan_out", false);
    root.put("inference_mode", true);
    root.put("init_lora_weights", true);
    root.put("lora_alpha", lora.alpha());
    root.put("lora_dropout", lora.dropout());
    root.set(
        "modules_to_save",
        lora.modulesToSave().isEmpty() ? null : JSON.valueToTree(lora.modulesToSave()));
    root.put("peft_type", "LORA");
    root.put("r", lora.rank());
    root.set("target_modules", JSON.valueToTree(lora.targetModules()));
    root.put("task_type", "CAUSAL_LM");
    return root.toPrettyString() + "\n";
  }
}
