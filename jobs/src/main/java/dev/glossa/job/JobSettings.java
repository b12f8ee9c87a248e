package dev.glossa.job;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of jobs that another one runs: those of their own sections, some of which it
 * decides.
 */
public final class JobSettings {
  private final Configuration configuration;

  public JobSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The settings of a job.
   *
   * @param section of the configuration
   * @param output the job's output folder
   * @param values what is decided for it, by the section's keys
   */
  public <S extends Record> S of(
      String section, Class<S> type, String output, Map<String, ?> values) {
    Map<String, Object> keys = keys(section, output, values);
    return configuration.with(keys).section(section, type);
  }

  /** The same of a job with a seed. */
  public <S extends Record> S of(
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
