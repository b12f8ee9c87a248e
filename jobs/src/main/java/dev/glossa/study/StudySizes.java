package dev.glossa.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The sizes of a study, section {@code study.sizes}: each changes some of {@code study.defaults},
 * and, under {@code jobs}, settings of the jobs that the study runs.
 */
final class StudySizes {
  /** Settings of a grid, which the defaults cannot list since its name is free. */
  private static final Pattern GRID =
      Pattern.compile(
          "grids\\.[^.]+\\.(languages|design"
              + "|base\\.(added-pieces|pretrain-tokens|english-share|instructions)"
              + "|levels\\.(added-pieces|pretrain-tokens|english-share|instructions))");

  private static final String JOBS = "jobs";

  private StudySizes() {}

  /**
   * The configuration with what the chosen size says, as section {@code study} with {@code scale}
   * and as settings of the jobs.
   *
   * @throws GlossaException (usage) if there is no such size, or a setting of it is unknown
   */
  static Configuration chosen(Configuration configuration) {
    Config study = configuration.raw().getConfig("study");
    ConfigObject sizes = study.getObject("sizes");
    String size = study.getIsNull("size") ? null : study.getString("size");
    if (size == null || !sizes.containsKey(size)) {
      throw GlossaException.usage(
          "There is no size '%s' among %s: name one by --size, and a study by --conf, such as"
              + " conf/studies/beyond-english.conf.",
          size, new TreeSet<>(sizes.keySet()));
    }
    Config changes = sizes.toConfig().getConfig(ConfigUtil.joinPath(size));
    Config defaults = study.getConfig("defaults");
    Config usual = Configuration.defaults().raw();
    Map<String, Object> settings = new LinkedHashMap<>();
    leaves("", changes.root())
        .forEach(
            (key, value) -> {
              if (key.startsWith(JOBS + ".")) {
                String ofJob = key.substring(JOBS.length() + 1);
                require(usual.hasPathOrNull(ofJob), size, key);
                // What is said of a job elsewhere, as by -D, counts more.
                if (Objects.equals(value(ofJob, usual), value(ofJob, configuration.raw()))) {
                  settings.put(ofJob, value.unwrapped());
                }
              } else {
                require(defaults.hasPathOrNull(key) || GRID.matcher(key).matches(), size, key);
              }
            });
    settings.put(
        "study.scale", changes.withoutPath(JOBS).withFallback(defaults).root().unwrapped());
    return configuration.with(settings);
  }

  private static ConfigValue value(String key, Config config) {
    return config.getIsNull(key) ? null : config.getValue(key);
  }

  private static void require(boolean known, String size, String key) {
    if (!known) {
      throw GlossaException.usage(
          "Unknown setting 'study.sizes.%s.%s': conf/reference.conf lists them under study.defaults.",
          size, key);
    }
  }

  private static Map<String, ConfigValue> leaves(String prefix, ConfigObject object) {
    Map<String, ConfigValue> leaves = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner) {
            leaves.putAll(leaves(prefix + name + ".", inner));
          } else {
            leaves.put(prefix + name, value);
          }
        });
    return leaves;
  }
}
