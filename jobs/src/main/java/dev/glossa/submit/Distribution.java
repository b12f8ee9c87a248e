package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of an unpacked archive.
 *
 * @param home the folder with {@code lib/}
 */
record Distribution(Path home) {

  Path lib() {
    return home.resolve("lib");
  }

  String version() {
    try {
      return Files.readString(home.resolve("VERSION")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Glossa, and what no Spark distribution has. */
  Path jobsJar() {
    return lib().resolve("glossa-jobs-" + version() + ".jar");
  }

  /** Deeplearning4j and ND4J with their natives. */
  Path nativesJar() {
    return lib().resolve("glossa-training-natives-" + version() + ".jar");
  }

  /**
   * What a platform may lack.
   *
   * @param spark its Spark's version: what is built for 3.5.3 does not run on those before it,
   *     which get the jars of {@code lib/older-spark} instead
   */
  List<Path> provided(String spark) {
    List<Path> jars = jars("provided");
    if (!spark.matches("3\\.5\\.[0-2]\\b.*")) {
      return jars;
    }
    Map<String, Path> older =
        jars("older-spark").stream()
            .collect(Collectors.toMap(Distribution::artifact, Function.identity()));
    return jars.stream().map(jar -> older.getOrDefault(artifact(jar), jar)).toList();
  }

  private List<Path> jars(String folder) {
    try (Stream<Path> jars = Files.list(lib().resolve(folder))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the provided that have these names. */
  List<Path> provided(String spark, List<String> names) {
    List<Path> all = provided(spark);
    return names.stream()
        .map(
            name ->
                all.stream()
                    .filter(jar -> artifact(jar).equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            GlossaException.usage(
                                "There is no jar '%s' in lib/provided, which the environment's jars name: it has %s.",
                                name, all.stream().map(Distribution::artifact).toList())))
        .toList();
  }

  /** The name of a jar without its version. */
  static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("(-hadoop3)?-[0-9]+\\.[0-9].*\\.jar$", "");
  }
}
