package dev.glossa.submit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where jobs run, as a file of {@code conf/environments} says it. The files explain the keys.
 *
 * @param name the file's name without its ending
 * @param service what runs them
 * @param master Spark's master for {@link Service#SPARK_SUBMIT}, or null
 * @param staging the folder of an object store for jars and files, or null
 * @param target what names the cluster, application or project, by key
 * @param poll how often a state is asked for
 * @param jars which of lib/provided the platform lacks, without versions
 * @param sparkVersion the Spark that the platform has
 * @param spark settings of Spark by key
 * @param refused why a setting of Spark may not be set, by key or, ending in a dot, its beginning
 */
record Environment(
    String name,
    Service service,
    String master,
    String staging,
    Map<String, String> target,
    Duration poll,
    List<String> jars,
    String sparkVersion,
    SortedMap<String, String> spark,
    SortedMap<String, String> refused) {

  /** The Spark that Glossa is built with. */
  private static final String SPARK = "3.5.7";

  private static final String FOLDER = "conf/environments";
  private static final Set<String> KEYS =
      Set.of(
          "service",
          "master",
          "staging",
          "target",
          "poll",
          "jars",
          "spark-version",
          "spark",
          "gpu",
          "gpu-spark",
          "refused");

  /** What runs Spark applications. */
  enum Service {
    SPARK_SUBMIT,
    EMR,
    EMR_SERVERLESS,
    DATAPROC,
    DATAPROC_SERVERLESS;

    static Service of(String name) {
      for (Service service : values()) {
        if (service.name().equals(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))) {
          return service;
        }
      }
      throw GlossaException.usage(
          "There is no service '%s': spark-submit, emr, emr-serverless, dataproc and dataproc-serverless are.",
          name);
    }
  }

  /** Spark as spark-submit finds it, for {@code --master} alone. */
  static Environment ofMaster(String master) {
    return new Environment(
        "--master",
        Service.SPARK_SUBMIT,
        master,
        null,
        Map.of(),
        Duration.ZERO,
        List.of(),
        SPARK,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /**
   * @param home the folder with {@code conf/}
   * @param platform a name of {@code conf/environments}, or a file that ends in {@code .conf}
   * @param usesModel whether the command computes with a model, on GPUs where there are
   * @param variables the environment variables that the files may name
   * @throws GlossaException (usage) if the file is not there or says what is unknown
   */
  static Environment read(
      Path home, String platform, boolean usesModel, Map<String, String> variables) {
    Path file =
        platform.endsWith(".conf")
            ? Path.of(platform)
            : home.resolve(FOLDER).resolve(platform + ".conf");
    if (!Files.isRegularFile(file)) {
      throw GlossaException.usage(
          "There is no platform '%s': the platforms are %s, or a file that ends in .conf.",
          platform, String.join(", ", names(home)));
    }
    Config config = parse(file, variables);
    SortedMap<String, String> spark = flat(config, "spark", "spark.");
    if (usesModel && config.hasPath("gpu") && config.getBoolean("gpu")) {
      spark.putAll(flat(config, "gpu-spark", "spark."));
    }
    String fileName = file.getFileName().toString();
    return new Environment(
        fileName.substring(0, fileName.length() - ".conf".length()),
        Service.of(config.getString("service")),
        text(config, "master"),
        text(config, "staging"),
        flat(config, "target", ""),
        config.hasPath("poll") ? config.getDuration("poll") : Duration.ZERO,
        config.hasPath("jars") ? config.getStringList("jars") : List.of(),
        config.hasPath("spark-version") ? config.getString("spark-version") : SPARK,
        spark,
        flat(config, "refused", ""));
  }

  private static List<String> names(Path home) {
    try (Stream<Path> files = Files.list(home.resolve(FOLDER))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".conf"))
          .map(file -> file.substring(0, file.length() - ".conf".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Config parse(Path file, Map<String, String> variables) {
    try {
      Config written = ConfigFactory.parseFile(file.toFile());
      for (String key : written.root().keySet()) {
        if (!KEYS.contains(key)) {
          throw GlossaException.usage(
              "'%s' has an unknown key '%s': an environment has %s.",
              file, key, KEYS.stream().sorted().collect(Collectors.joining(", ")));
        }
      }
      return written
          .withFallback(ConfigFactory.parseMap(named(variables)))
          .resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The environment '" + file + "' is no HOCON: " + e.getMessage(), e);
    }
  }

  /** The variables that have a value, and a name which is no key's. */
  private static Map<String, String> named(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().matches("[A-Z][A-Z0-9_]*"))
        .filter(variable -> !variable.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String text(Config config, String key) {
    return config.hasPath(key) ? config.getString(key) : null;
  }

  private static SortedMap<String, String> flat(Config config, String section, String prefix) {
    SortedMap<String, String> flat = new TreeMap<>();
    if (config.hasPath(section)) {
      config
          .getConfig(section)
          .entrySet()
          .forEach(
              entry ->
                  flat.put(
                      prefix + String.join(".", ConfigUtil.splitPath(entry.getKey())),
                      entry.getValue().unwrapped().toString()));
    }
    return flat;
  }

  /**
   * A value of the section {@code target} that must be there.
   *
   * @param variable the environment variable that the files take it from
   */
  String required(String key, String variable) {
    String value = target.get(key);
    if (value == null) {
      throw missing("target." + key, variable);
    }
    return value;
  }

  /** The staging folder, without a slash at its end. */
  String stagingFolder(String scheme) {
    if (staging == null) {
      throw missing("staging", "GLOSSA_STAGING");
    }
    if (!staging.startsWith(scheme + "://")) {
      throw GlossaException.usage(
          "The staging folder '%s' is not on %s://: '%s' reads jars from there alone.",
          staging, scheme, name);
    }
    return staging.replaceFirst("/+$", "");
  }

  private GlossaException missing(String key, String variable) {
    return GlossaException.usage(
        "The platform '%s' needs %s: set %s, or the key in a copy of %s/%s.conf.",
        name, key, variable, FOLDER, name);
  }

  /**
   * Holds settings to what the platform allows.
   *
   * @throws GlossaException (usage) with the reason
   */
  void check(Map<String, String> settings) {
    for (String key : settings.keySet()) {
      refused.forEach(
          (pattern, reason) -> {
            if (key.equals(pattern) || (pattern.endsWith(".") && key.startsWith(pattern))) {
              throw GlossaException.usage("'%s' may not be set on %s: %s.", key, name, reason);
            }
          });
    }
  }
}
