package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** What a platform may lack. */
  List<Path> provided() {
    try (Stream<Path> jars = Files.list(lib().resolve("provided"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the provided that have these names. */
  List<Path> provided(List<String> names) {
    List<Path> all = provided();
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
