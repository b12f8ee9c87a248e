package dev.glossa.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file.
 *
 * @param tensors by name, in the order of their bytes
 * @param metadata free text
 */
record SafetensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * @param dataBytes bytes of the file after the header
   */
  static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) {
    JsonNode root;
    try {
      root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + ": the header is no JSON: " + e.getOriginalMessage() + ".", e);
    }
    if (root == null || !root.isObject()) {
      throw new CheckpointException(file + ": the header is no JSON object.");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorInfo> tensors = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = root.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = all.next();
      if (entry.getKey().equals(METADATA)) {
        entry
            .getValue()
            .fields()
            .forEachRemaining(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.add(tensor(file, entry.getKey(), entry.getValue()));
      }
    }
    tensors.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    Map<String, TensorInfo> byName = new LinkedHashMap<>();
    long position = 0;
    for (TensorInfo tensor : tensors) {
      if (tensor.begin() != position) {
        throw new CheckpointException(
            file
                + ": tensor "
                + tensor.name()
                + " begins at byte "
                + tensor.begin()
                + " where byte "
                + position
                + " is next.");
      }
      if (tensor.end() > dataBytes) {
        throw new CheckpointException(
            file
                + ": truncated in tensor "
                + tensor.name()
                + ", which ends at byte "
                + tensor.end()
                + " of "
                + dataBytes
                + "; copy the file again.");
      }
      position = tensor.end();
      byName.put(tensor.name(), tensor);
    }
    if (position != dataBytes) {
      throw new CheckpointException(
          file + ": " + (dataBytes - position) + " bytes after the last tensor belong to none.");
    }
    return new SafetensorsHeader(byName, metadata);
  }

  private static TensorInfo tensor(Path file, String name, JsonNode node) {
    String what = file + ": tensor " + name;
    TensorType type =
        Arrays.stream(TensorType.values())
            .filter(t -> t.name().equals(node.path("dtype").asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        what
                            + " has the type "
                            + node.path("dtype").asText("(none)")
                            + ", which is not read here."));
    List<Long> shape = new ArrayList<>();
    long bytes = type.bytes();
    for (JsonNode size : node.path("shape")) {
      if (!size.canConvertToLong() || size.asLong() < 0) {
        throw new CheckpointException(what + " has the impossible size " + size + ".");
      }
      shape.add(size.asLong());
      try {
        bytes = Math.multiplyExact(bytes, size.asLong());
      } catch (ArithmeticException e) {
        throw new CheckpointException(what + " has the impossible shape " + node.get("shape"), e);
      }
    }
    long begin = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    if (begin < 0 || end - begin != bytes) {
      throw new CheckpointException(
          what
              + " of shape "
              + shape
              + " needs "
              + bytes
              + " bytes, but its data_offsets are "
              + node.path("data_offsets")
              + ".");
    }
    return new TensorInfo(name, type, List.copyOf(shape), begin, end);
  }

  /** The header as bytes, padded with spaces so that tensor bytes start at a multiple of 8. */
  static byte[] write(Collection<TensorInfo> tensors, Map<String, String> metadata) {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode free = root.putObject(METADATA);
      new TreeMap<>(metadata).forEach(free::put);
    }
    for (TensorInfo tensor : tensors) {
      ObjectNode node = root.putObject(tensor.name());
      node.put("dtype", tensor.type().name());
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
      node.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
