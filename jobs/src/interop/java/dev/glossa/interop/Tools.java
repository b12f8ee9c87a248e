package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LaunchedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The commands on both sides: Glossa's launcher as it is in the archive, and other people's tools
 * in their environments.
 */
final class Tools {
  static final Path HOME = Path.of(System.getProperty("glossa.distribution"));
  private static final Path VENVS = Path.of(System.getProperty("glossa.venvs"));
  private static final Path SCRIPTS = Path.of(System.getProperty("glossa.interop.scripts"));

  private Tools() {}

  /** Runs {@code bin/glossa} to a good end and returns its standard output. */
  static String glossa(Path folder, Object... arguments) throws IOException, InterruptedException {
    return glossa(folder, Map.of(), null, arguments);
  }

  /** The same with variables added to the environment, and a file as standard input. */
  static String glossa(
      Path folder, Map<String, String> environment, Path input, Object... arguments)
      throws IOException, InterruptedException {
    return run(
        folder,
        LaunchedJava.environment(Stream.of(arguments).map(Object::toString).toList(), environment),
        input,
        HOME.resolve("bin/glossa").toString(),
        arguments);
  }

  /** Runs a script beside these tests with the tools that read models and tokenizers. */
  static String python(Path folder, String script, Object... arguments)
      throws IOException, InterruptedException {
    return pythonOf("venv-models", folder, script, arguments);
  }

  /** Runs a script beside these tests in one of the environments. */
  static String pythonOf(String environment, Path folder, String script, Object... arguments)
      throws IOException, InterruptedException {
    List<Object> all = new ArrayList<>(List.of(script(script)));
    all.addAll(List.of(arguments));
    return run(
        folder,
        Map.of("HF_HUB_OFFLINE", "1"),
        null,
        interpreter(environment).toString(),
        all.toArray());
  }

  /** Python in one of the environments. */
  static Path interpreter(String environment) {
    return VENVS.resolve(environment + "/bin/python");
  }

  /** A script beside these tests. */
  static Path script(String name) {
    return SCRIPTS.resolve(name);
  }

  /** The Spark distribution that the pyspark package brings. */
  static Path sparkHome() throws IOException {
    return sparkHome("venv-spark");
  }

  /** The one of some environment. */
  static Path sparkHome(String environment) throws IOException {
    return installed(environment, "site-packages/pyspark");
  }

  /** A file or folder that a package of an environment brings, by the end of its path. */
  static Path installed(String environment, String end) throws IOException {
    try (Stream<Path> files = Files.walk(VENVS.toRealPath().resolve(environment).toRealPath(), 6)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .findFirst()
          .orElseThrow(() -> new IOException("no %s in %s/%s".formatted(end, VENVS, environment)));
    }
  }

  /** Runs a command to a good end, or fails with what it said. */
  static String run(
      Path folder, Map<String, String> environment, Path input, String command, Object... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    Arrays.stream(arguments).map(Object::toString).forEach(line::add);
    Path out = Files.createTempFile(folder, "command", ".out");
    Path err = Files.createTempFile(folder, "command", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(
                input == null
                    ? ProcessBuilder.Redirect.PIPE
                    : ProcessBuilder.Redirect.from(input.toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(15, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0)
        .as("%s%n%s%s", String.join(" ", line), Files.readString(out), Files.readString(err))
        .isTrue();
    return Files.readString(out);
  }
}
