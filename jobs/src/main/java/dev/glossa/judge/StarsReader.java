package dev.glossa.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads stars out of a judge's reply: of its last JSON object that has all aspects, wherever it
 * stands among other words. A number is stars; so is one in a string, or as {@code stars} or {@code
 * score} of an object with reasons.
 */
final class StarsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Objects that are looked at, from the end. */
  private static final int MOST_OBJECTS = 100;

  private final Collection<String> aspects;
  private final int lowest;
  private final int highest;

  /**
   * @param aspects the names of all aspects
   */
  StarsReader(Collection<String> aspects, int lowest, int highest) {
    this.aspects = aspects;
    this.lowest = lowest;
    this.highest = highest;
  }

  /**
   * @param stars by aspect; null if they cannot be read
   * @param problem why not; null if they can
   */
  record Reading(SortedMap<String, Integer> stars, String problem) {}

  Reading read(String reply) {
    int open = reply.lastIndexOf('{');
    for (int i = 0; open >= 0 && i < MOST_OBJECTS; i++) {
      Map<String, JsonNode> fields = fields(reply.substring(open));
      if (fields.keySet().containsAll(aspects)) {
        return stars(fields);
      }
      open = reply.lastIndexOf('{', open - 1);
    }
    return new Reading(
        null,
        reply.isBlank() ? "an empty reply" : "no JSON object with " + String.join(", ", aspects));
  }

  /** The fields of the object that a text begins with, by name in small letters. */
  private static Map<String, JsonNode> fields(String text) {
    Map<String, JsonNode> fields = new TreeMap<>();
    try {
      JSON.readTree(text)
          .properties()
          .forEach(
              field ->
                  fields.put(field.getKey().strip().toLowerCase(Locale.ROOT), field.getValue()));
    } catch (JsonProcessingException e) {
      // A brace among other words.
      return Map.of();
    }
    return fields;
  }

  private Reading stars(Map<String, JsonNode> fields) {
    SortedMap<String, Integer> stars = new TreeMap<>();
    for (String aspect : aspects) {
      JsonNode value = fields.get(aspect);
      Integer number = number(value);
      if (number == null || number < lowest || number > highest) {
        return new Reading(
            null, "'%s' is %s, not %d to %d stars".formatted(aspect, value, lowest, highest));
      }
      stars.put(aspect, number);
    }
    return new Reading(stars, null);
  }

  /** A whole number; null for anything else. */
  private static Integer number(JsonNode value) {
    if (value.isObject()) {
      return number(value.path(value.has("stars") ? "stars" : "score"));
    }
    String text = value.isTextual() || value.isNumber() ? value.asText().strip() : "";
    return text.matches("\\d{1,3}(\\.0+)?") ? (int) Double.parseDouble(text) : null;
  }
}
