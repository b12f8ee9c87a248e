package dev.glossa.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** A line of JSON as a document. */
final class JsonDocument {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static {
    // The reader bounds a record's size; Jackson's own bound of 20 MB on a string is below it.
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private JsonDocument() {}

  /** The document, or why the line is none. */
  static RawRecord parse(String line, String file, long offset) {
    JsonNode fields;
    try {
      fields = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return RawRecord.unreadable(file, offset, line, "no JSON: " + e.getOriginalMessage());
    }
    if (!fields.isObject()) {
      return RawRecord.unreadable(file, offset, line, "no JSON object");
    }
    JsonNode text = fields.get("text");
    if (text == null || !text.isTextual() || text.textValue().isBlank()) {
      return RawRecord.unreadable(file, offset, line, "no text in the field 'text'");
    }
    if (Utf8.hasUnpairedSurrogate(text.textValue())) {
      return RawRecord.unreadable(file, offset, line, "half a surrogate pair in the field 'text'");
    }
    Map<String, String> metadata = new TreeMap<>();
    String id = null;
    String url = null;
    String language = null;
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String value = string(field.getValue());
      switch (field.getKey()) {
        case "text" -> {}
        case "id" -> id = value;
        case "url" -> url = value;
        case "lang", "language" -> language = value;
        default -> {
          if (value != null) {
            metadata.put(field.getKey(), value);
          }
        }
      }
    }
    return new RawRecord(id, url, text.textValue(), language, metadata, file, offset, false, null);
  }

  private static String string(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    String string = value.isValueNode() ? value.asText() : value.toString();
    return string.isBlank() ? null : string;
  }
}
