package dev.glossa.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings records as the keys of their section: the component {@code localSteps} is the key
 * local-steps, and an {@link Inline} component is the keys of its own components.
 */
final class SettingsKeys {
  private SettingsKeys() {}

  /**
   * @throws IllegalArgumentException as Jackson does, if a value does not fit its component
   */
  static <T extends Record> T read(Map<String, Object> keys, Class<T> type) {
    Map<String, Object> values = new LinkedHashMap<>(keys);
    inline(type).forEach(key -> values.put(key, keys));
    return Json.SETTINGS.convertValue(values, type);
  }

  /** The settings by key, without the section's name. */
  static SortedMap<String, Object> write(Record settings) {
    SortedMap<String, Object> keys =
        Json.SETTINGS.convertValue(settings, new TypeReference<TreeMap<String, Object>>() {});
    for (String key : inline(settings.getClass())) {
      Map<String, Object> group =
          Json.SETTINGS.convertValue(keys.remove(key), new TypeReference<Map<String, Object>>() {});
      keys.putAll(group);
    }
    return keys;
  }

  /** The key of the value that did not fit. */
  static String path(JsonMappingException misfit, Class<? extends Record> type) {
    List<String> inline = inline(type);
    return misfit.getPath().stream()
        .map(reference -> String.valueOf(reference.getFieldName()))
        .filter(name -> !name.equals("null") && !inline.contains(name))
        .collect(Collectors.joining("."));
  }

  private static List<String> inline(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Inline.class))
        .map(RecordComponent::getName)
        .map(KebabCaseStrategy.INSTANCE::translate)
        .toList();
  }
}
