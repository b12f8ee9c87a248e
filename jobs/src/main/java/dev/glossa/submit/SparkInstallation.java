package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Spark 3.5 distribution for Scala 2.12 on this machine.
 *
 * @param submit its spark-submit
 * @param jars the folder of its jars
 * @param version Spark's, {@code 3.5.7}
 */
record SparkInstallation(Path submit, Path jars, String version) {

  private static final String SCALA = "2.12-";
  private static final String REMEDY = "a Spark 3.5 distribution for Scala 2.12";

  /**
   * That of SPARK_HOME, or whose spark-submit is on the PATH: a distribution, a package of the
   * system, or pyspark in a Python environment.
   *
   * @throws GlossaException (usage) if there is none, or another version
   */
  static SparkInstallation find(Map<String, String> variables) {
    Path submit = submit(variables);
    Path jars =
        candidates(submit)
            .filter(folder -> core(folder).isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "No jars of Spark are beside %s: set SPARK_HOME to %s.", submit, REMEDY));
    String version = core(jars).orElseThrow();
    if (!version.startsWith(SCALA + "3.5.")) {
      throw GlossaException.usage(
          "Glossa needs Spark 3.5 with Scala 2.12, but %s is %s (Scala-Spark): set SPARK_HOME to another distribution.",
          submit, version);
    }
    return new SparkInstallation(submit, jars, version.substring(SCALA.length()));
  }

  private static Path submit(Map<String, String> variables) {
    String home = variables.getOrDefault("SPARK_HOME", "");
    if (!home.isEmpty()) {
      Path submit = Path.of(home, "bin", "spark-submit");
      if (!Files.isExecutable(submit)) {
        throw GlossaException.usage(
            "SPARK_HOME is %s, which has no bin/spark-submit: set it to %s.", home, REMEDY);
      }
      return submit;
    }
    return Arrays.stream(variables.getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "spark-submit"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                GlossaException.usage(
                    "--master needs spark-submit: set SPARK_HOME to %s, or put it on the PATH.",
                    REMEDY));
  }

  private static Stream<Path> candidates(Path submit) {
    List<Path> candidates = new ArrayList<>();
    for (Path program : List.of(submit, real(submit))) {
      Path home = program.toAbsolutePath().getParent().resolveSibling("");
      candidates.add(home.resolve("jars"));
      list(home.resolve("lib"), "python3.*")
          .map(python -> python.resolve("site-packages/pyspark/jars"))
          .forEach(candidates::add);
    }
    candidates.add(Path.of("/usr/lib/spark/jars"));
    return candidates.stream();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** Scala's and Spark's version: {@code 2.12-3.5.7}. */
  private static Optional<String> core(Path jars) {
    return list(jars, "spark-core_.*\\.jar")
        .map(jar -> jar.getFileName().toString().replaceAll("^spark-core_|\\.jar$", ""))
        .findFirst();
  }

  private static Stream<Path> list(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches(name))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** Whether it has a jar of this name, in any version. */
  boolean has(Path jar) {
    String artifact = Distribution.artifact(jar);
    return list(jars, ".*\\.jar").anyMatch(ours -> Distribution.artifact(ours).equals(artifact));
  }
}
