package dev.glossa.study;

import dev.glossa.job.Configuration;
import java.util.HashMap;
import java.util.Map;

/** The settings of the jobs of a study: those of their own sections, some of which it decides. */
final class JobSettings {
  private final Configuration configuration;

  JobSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The settings of a job.
   *
   * @param section of the configuration
   * @param output the job's output folder
   * @param values what the study decides, by the section's keys
   */
  <S extends Record> S of(String section, Class<S> type, String output, Map<String, ?> values) {
    Map<String, Object> keys = keys(section, output, values);
    return configuration.with(keys).section(section, type);
  }

  /** The same of a job with a seed. */
  <S extends Record> S of(
      String section, Class<S> type, String output, Map<String, ?> values, long seed) {
    Map<String, Object> keys = keys(section, output, values);
    keys.put("seed", seed);
    return configuration.with(keys).section(section, type);
  }

  private static Map<String, Object> keys(String section, String output, Map<String, ?> values) {
    Map<String, Object> keys = new HashMap<>();
    values.forEach((key, value) -> keys.put(section + "." + key, value));
    keys.put(section + ".output", output);
    return keys;
  }
}
