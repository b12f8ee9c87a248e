package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What followed {@code --}: options of spark-submit, of which most are settings of Spark. */
final class SubmitOptions {
  private static final Set<String> CONF = Set.of("--conf", "-c");

  /** The others that are settings, too. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "--driver-memory", "spark.driver.memory",
          "--driver-cores", "spark.driver.cores",
          "--executor-memory", "spark.executor.memory",
          "--executor-cores", "spark.executor.cores",
          "--num-executors", "spark.executor.instances",
          "--deploy-mode", "spark.submit.deployMode",
          "--driver-java-options", SparkSettings.DRIVER_OPTIONS,
          "--queue", "spark.yarn.queue");

  private final SortedMap<String, String> settings = new TreeMap<>();
  private final List<String> wordsOfOthers = new ArrayList<>();
  private final List<String> wordsButJavaOptions = new ArrayList<>();

  private SubmitOptions() {}

  /**
   * @throws GlossaException (usage) if an option has no value
   */
  static SubmitOptions of(List<String> words) {
    SubmitOptions options = new SubmitOptions();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      options.take(rest.next(), rest);
    }
    return options;
  }

  private void take(String word, Iterator<String> rest) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    if (!CONF.contains(name) && !SETTINGS.containsKey(name)) {
      wordsOfOthers.add(word);
      wordsButJavaOptions.add(word);
      return;
    }
    List<String> words = new ArrayList<>(List.of(word));
    if (equals < 0) {
      if (!rest.hasNext()) {
        throw GlossaException.usage("'%s' wants a value.", word);
      }
      words.add(rest.next());
    }
    String value = equals < 0 ? words.get(1) : word.substring(equals + 1);
    Map.Entry<String, String> setting =
        CONF.contains(name) ? setting(value) : Map.entry(SETTINGS.get(name), value);
    settings.put(setting.getKey(), setting.getValue());
    if (!SparkSettings.JAVA_OPTIONS.contains(setting.getKey())) {
      wordsButJavaOptions.addAll(words);
    }
  }

  private static Map.Entry<String, String> setting(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw GlossaException.usage("'%s' is no setting: write --conf KEY=VALUE.", text);
    }
    return Map.entry(text.substring(0, equals), text.substring(equals + 1));
  }

  /** The settings among them; of one that is given twice the last. */
  SortedMap<String, String> settings() {
    return Collections.unmodifiableSortedMap(settings);
  }

  /**
   * The settings, where nothing else has a place.
   *
   * @throws GlossaException (usage) if an option is none
   */
  SortedMap<String, String> onlySettings() {
    if (!wordsOfOthers.isEmpty()) {
      throw GlossaException.usage(
          "'%s' does not go to a platform: after -- stand %s and --conf KEY=VALUE.",
          wordsOfOthers.get(0), String.join(", ", new TreeMap<>(SETTINGS).keySet()));
    }
    return settings();
  }

  /** Java's own options, which are added to what Glossa needs. */
  SortedMap<String, String> javaOptions() {
    SortedMap<String, String> options = new TreeMap<>(settings);
    options.keySet().retainAll(SparkSettings.JAVA_OPTIONS);
    return options;
  }

  /** What is left for spark-submit without these: it would take them for all there are. */
  List<String> wordsButJavaOptions() {
    return List.copyOf(wordsButJavaOptions);
  }
}
