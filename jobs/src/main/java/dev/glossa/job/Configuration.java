package dev.glossa.job;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * The settings of a run, in HOCON. In order of precedence: options of the command line, {@code
 * -Dkey=value}, the file of {@code --conf}, and {@code conf/reference.conf}, which is the manual of
 * all settings and therefore the list of the keys that exist: any other key is an error.
 */
public final class Configuration {
  private static final String REFERENCE = "dev/glossa/reference.conf";

  private final Config config;

  private Configuration(Config config) {
    this.config = config;
  }

  /** The defaults alone. */
  public static Configuration defaults() {
    return load(null, Map.of(), Map.of());
  }

  /**
   * @param file the file of {@code --conf}, or null
   * @param definitions {@code -Dkey=value}; values are HOCON
   * @param options what the options of the command line say, by key; lists are {@link List}s
   * @throws GlossaException if the file cannot be read or a key is unknown
   */
  public static Configuration load(
      File file, Map<String, String> definitions, Map<String, ?> options) {
    return layered(() -> file == null ? ConfigFactory.empty() : parse(file), definitions, options);
  }

  private static Configuration layered(
      Supplier<Config> file, Map<String, String> definitions, Map<String, ?> options) {
    Config reference =
        ConfigFactory.parseResources(
            Configuration.class.getClassLoader(),
            REFERENCE,
            ConfigParseOptions.defaults().setAllowMissing(false));
    Config overlay = ConfigFactory.empty();
    for (Map.Entry<String, ?> option : options.entrySet()) {
      overlay =
          overlay.withValue(option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue()));
    }
    overlay = overlay.withFallback(definitions(definitions)).withFallback(file.get());
    Set<String> known = keys(reference);
    for (String key : keys(overlay)) {
      if (!known.contains(key) && known.stream().noneMatch(k -> key.startsWith(k + "."))) {
        throw GlossaException.usage(
            "Unknown setting '%s': did you mean '%s'? conf/reference.conf lists them all.",
            key, Nearest.to(key, known));
      }
    }
    return new Configuration(overlay.withFallback(reference).resolve());
  }

  /**
   * The same.
   *
   * @param file the address of the file of {@code --conf}, on any file system that Hadoop knows, or
   *     null
   */
  public static Configuration read(
      String file, Map<String, String> definitions, Map<String, ?> options) {
    if (file == null || !file.contains("://")) {
      return load(file == null ? null : new File(file), definitions, options);
    }
    return layered(
        () -> ConfigFile.trusted(new Path(file), HadoopConfigurations.of(null)),
        definitions,
        options);
  }

  private static Config parse(File file) {
    if (!file.isFile()) {
      throw GlossaException.usage("There is no configuration file '%s' (--conf).", file);
    }
    try {
      return ConfigFactory.parseFile(file);
    } catch (ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The configuration file is no HOCON: " + e.getMessage(), e);
    }
  }

  private static Config definitions(Map<String, String> definitions) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> definition : definitions.entrySet()) {
      config = config.withValue(definition.getKey(), value(definition.getValue()));
    }
    return config;
  }

  /** A value as HOCON reads it; what HOCON cannot read is a string. */
  private static ConfigValue value(String text) {
    try {
      return ConfigFactory.parseString("value = " + text).getValue("value");
    } catch (ConfigException e) {
      return ConfigValueFactory.fromAnyRef(text);
    }
  }

  private static Set<String> keys(Config config) {
    Set<String> keys = new TreeSet<>();
    collect("", config.root(), keys);
    return keys;
  }

  private static void collect(String prefix, Map<String, ConfigValue> object, Set<String> keys) {
    object.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (value instanceof com.typesafe.config.ConfigObject child && !child.isEmpty()) {
            collect(key + ".", child, keys);
          } else {
            keys.add(key);
          }
        });
  }

  /**
   * The settings of one section as a record: its components in kebab-case are the keys. The global
   * key {@code seed} and the sections {@code ingest} and {@code remote} are seen in every section.
   * Components without a key (inputs, outputs) come from the options, which are put under the
   * section's name too.
   *
   * @throws GlossaException if a value does not fit its component
   */
  public <T extends Record> T section(String name, Class<T> type) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("seed", config.getLong("seed"));
    for (String shared : List.of("ingest", "remote")) {
      values.put(shared, config.getConfig(shared).root().unwrapped());
    }
    if (config.hasPath(name)) {
      values.putAll(config.getConfig(name).root().unwrapped());
    }
    try {
      return SettingsKeys.read(values, type);
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, explain(name, type, e), e);
    }
  }

  private static String explain(
      String section, Class<? extends Record> type, IllegalArgumentException e) {
    Throwable cause = e.getCause();
    while (cause != null && !(cause instanceof GlossaException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof GlossaException known) {
      return known.getMessage();
    }
    if (e.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "The setting '%s.%s' has a value of the wrong kind: %s."
          .formatted(section, SettingsKeys.path(mapping, type), mapping.getOriginalMessage());
    }
    return "The section '%s' cannot be read: %s.".formatted(section, e.getMessage());
  }

  /** The same with some settings changed, for a job that runs others. */
  public Configuration with(Map<String, ?> options) {
    Config changed = config;
    for (Map.Entry<String, ?> option : options.entrySet()) {
      changed =
          changed.withValue(option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue()));
    }
    return new Configuration(changed);
  }

  /** The whole as typesafe config, for what fits no record (models, languages, templates). */
  public Config raw() {
    return config;
  }
}
