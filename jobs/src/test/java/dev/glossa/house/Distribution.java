package dev.glossa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn package} laid into {@code jobs/target/glossa-<version>}, and commands run from
 * it.
 */
final class Distribution {
  static final Path HOME = Path.of(System.getProperty("glossa.distribution"));
  static final String VERSION = System.getProperty("glossa.version");

  private Distribution() {}

  static Path jobsJar() {
    return HOME.resolve("lib/glossa-jobs-" + VERSION + ".jar");
  }

  static Path nativesJar() {
    return HOME.resolve("lib/glossa-training-natives-" + VERSION + ".jar");
  }

  /** What a finished command said. */
  record Run(int exitCode, String out, String err) {
    Run exits(int code) {
      assertThat(exitCode).as("exit code; out: %s err: %s", out, err).isEqualTo(code);
      return this;
    }
  }

  /** Runs a command to its end, in a folder, with variables added to the environment. */
  static Run run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("glossa", ".out");
    Path err = Files.createTempFile("glossa", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("still running after ten minutes: " + command);
      }
      return new Run(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
