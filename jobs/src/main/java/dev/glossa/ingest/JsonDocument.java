package dev.glossa.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  static RawRecord parse(String line, String file, long offset, DocumentFields names) {
    JsonNode fields;
    try {
      fields = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return RawRecord.unreadable(file, offset, line, "no JSON: " + e.getOriginalMessage());
    }
    if (!fields.isObject()) {
      return RawRecord.unreadable(file, offset, line, "no JSON object");
    }
    String field = "in the field '" + names.text() + "'";
    JsonNode text = at(fields, names.text());
    if (!text.isTextual() || text.textValue().isBlank()) {
      return RawRecord.unreadable(file, offset, line, "no text " + field);
    }
    if (Utf8.hasUnpairedSurrogate(text.textValue())) {
      return RawRecord.unreadable(file, offset, line, "half a surrogate pair " + field);
    }
    return new RawRecord(
        string(at(fields, names.id())),
        string(at(fields, names.url())),
        text.textValue(),
        names.language().stream()
            .map(name -> string(at(fields, name)))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        metadata(fields, names.names()),
        file,
        offset,
        false,
        null);
  }

  /** The field of this name, or the one that its parts lead to; missing if there is none. */
  private static JsonNode at(JsonNode fields, String name) {
    JsonNode field = fields.path(name);
    if (field.isMissingNode()) {
      field = fields;
      for (String part : name.split("\\.")) {
        field = field.path(part);
      }
    }
    return field;
  }

  private static Map<String, String> metadata(JsonNode fields, Set<String> others) {
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String value = string(field.getValue());
      if (value != null && !others.contains(field.getKey())) {
        metadata.put(field.getKey(), value);
      }
    }
    return metadata;
  }

  private static String string(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    String string = value.isValueNode() ? value.asText() : value.toString();
    return string.isBlank() ? null : string;
  }
}
