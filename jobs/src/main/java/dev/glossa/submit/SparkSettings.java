package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of Spark that Glossa needs everywhere: Java's modules, memory outside the heap for
 * ND4J, threads of native kernels. The environment and the command line add to them.
 */
final class SparkSettings {
  static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private static final String MODULES = "--add-modules=jdk.incubator.vector";

  /** Java's own choice marks the heap beside the work, where each core has a worker to train. */
  private static final String COLLECTOR = "-XX:+UseParallelGC";

  private static final Pattern ANY_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");

  /** spark-submit's options that are settings, too. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "--driver-memory", "spark.driver.memory",
          "--driver-cores", "spark.driver.cores",
          "--executor-memory", "spark.executor.memory",
          "--executor-cores", "spark.executor.cores",
          "--num-executors", "spark.executor.instances",
          "--deploy-mode", "spark.submit.deployMode",
          "--driver-java-options", DRIVER_OPTIONS,
          "--queue", "spark.yarn.queue");

  private final SortedMap<String, String> settings = new TreeMap<>();
  private final boolean usesModel;

  SparkSettings(Request request) {
    usesModel = request.usesModel();
    String offheap = request.variable("GLOSSA_OFFHEAP", "3g");
    String options = MODULES;
    String executorOptions = MODULES;
    if (usesModel) {
      options +=
          " -Dorg.bytedeco.javacpp.maxbytes="
              + offheap
              + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0"
              + " -Dorg.deeplearning4j.spark.time.TimeSource=org.deeplearning4j.spark.time.SystemClockTimeSource";
      // Executors unpack natives where they surely may write: in their own working folder.
      executorOptions = options + " -Dorg.bytedeco.javacpp.cachedir=./javacpp";
      settings.put("spark.executor.memoryOverhead", offheap);
      settings.put("spark.driver.memoryOverhead", offheap);
    }
    settings.put(DRIVER_OPTIONS, options);
    settings.put(EXECUTOR_OPTIONS, executorOptions);
    settings.put("spark.executorEnv.OMP_NUM_THREADS", request.variable("OMP_NUM_THREADS", "1"));
    settings.put("spark.ui.showConsoleProgress", "false");
    if (!request.variable("GLOSSA_HEAP", "").isEmpty()) {
      settings.put("spark.driver.memory", request.variable("GLOSSA_HEAP", ""));
    }
    addDriverOption(request.variable("GLOSSA_JAVA_OPTS", ""));
  }

  /** Adds settings over those that are there; options of Java are added to what Glossa needs. */
  SparkSettings add(Map<String, String> more) {
    more.forEach(
        (key, value) -> {
          boolean javaOptions = key.equals(DRIVER_OPTIONS) || key.equals(EXECUTOR_OPTIONS);
          settings.merge(key, value, (ours, theirs) -> javaOptions ? ours + " " + theirs : theirs);
        });
    return this;
  }

  SparkSettings addDriverOption(String option) {
    return option.isEmpty() ? this : add(Map.of(DRIVER_OPTIONS, option));
  }

  SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>(settings);
    if (usesModel) {
      all.computeIfPresent(
          EXECUTOR_OPTIONS,
          (key, options) ->
              ANY_COLLECTOR.matcher(options).find() ? options : options + " " + COLLECTOR);
    }
    return all;
  }

  /**
   * The settings that options of spark-submit are.
   *
   * @throws GlossaException (usage) if an option is none
   */
  static SortedMap<String, String> ofOptions(List<String> options) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (Iterator<String> words = options.iterator(); words.hasNext(); ) {
      String word = words.next();
      String option = word.replaceFirst("=.*", "");
      String value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : null;
      if (value == null && words.hasNext()) {
        value = words.next();
      }
      if (option.equals("--conf") || option.equals("-c")) {
        int equals = value == null ? -1 : value.indexOf('=');
        if (equals <= 0) {
          throw GlossaException.usage("'%s' is no setting: write --conf KEY=VALUE.", value);
        }
        settings.put(value.substring(0, equals), value.substring(equals + 1));
      } else if (OPTIONS.containsKey(option) && value != null) {
        settings.put(OPTIONS.get(option), value);
      } else {
        throw GlossaException.usage(
            "'%s' does not go to a platform: after -- stand %s and --conf KEY=VALUE.",
            word, String.join(", ", new TreeMap<>(OPTIONS).keySet()));
      }
    }
    return settings;
  }
}
