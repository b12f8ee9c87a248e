package dev.glossa.submit;

import java.util.Map;
import java.util.Set;
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

  /** Settings whose values are added to each other. */
  static final Set<String> JAVA_OPTIONS = Set.of(DRIVER_OPTIONS, EXECUTOR_OPTIONS);

  private static final String MODULES = "--add-modules=jdk.incubator.vector";

  /** Java's own choice marks the heap beside the work, where each core has a worker to train. */
  private static final String COLLECTOR = "-XX:+UseParallelGC";

  private static final Pattern ANY_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");

  private final SortedMap<String, String> settings = new TreeMap<>();
  private final boolean usesModel;
  private final String personal;

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
    personal = request.variable("GLOSSA_JAVA_OPTS", "");
  }

  /** Adds settings over those that are there; options of Java are added to what Glossa needs. */
  SparkSettings add(Map<String, String> more) {
    more.forEach(
        (key, value) -> {
          boolean isAdded = JAVA_OPTIONS.contains(key);
          settings.merge(key, value, (ours, theirs) -> isAdded ? ours + " " + theirs : theirs);
        });
    return this;
  }

  SparkSettings addDriverOption(String option) {
    return option.isEmpty() ? this : add(Map.of(DRIVER_OPTIONS, option));
  }

  /** All of them; what a person wants of Java comes last, and so counts. */
  SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>(settings);
    if (!personal.isEmpty()) {
      all.merge(DRIVER_OPTIONS, personal, (ours, own) -> ours + " " + own);
    }
    if (usesModel) {
      all.computeIfPresent(
          EXECUTOR_OPTIONS,
          (key, options) ->
              ANY_COLLECTOR.matcher(options).find() ? options : options + " " + COLLECTOR);
    }
    return all;
  }
}
