package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Glossa asks of Spark for a command. */
final class SparkSettingsTest {
  private static SparkSettings of(String command) {
    return new SparkSettings(
        new Request(
            Path.of("/glossa"),
            command,
            List.of(command),
            List.of(),
            null,
            null,
            null,
            List.of(),
            true,
            Map.of()));
  }

  private static String executorOptions(SparkSettings settings) {
    return settings.settings().get(SparkSettings.EXECUTOR_OPTIONS);
  }

  @Test
  void executorsWithAModelCollectGarbageWithoutAThreadBesideTheWork() {
    assertThat(executorOptions(of("pretrain"))).endsWith(" -XX:+UseParallelGC");
    assertThat(executorOptions(of("prepare"))).doesNotContain("GC");
  }

  @Test
  void anotherCollectorOfTheEnvironmentStays() {
    Map<String, String> own = Map.of(SparkSettings.EXECUTOR_OPTIONS, "-XX:+UseZGC -Dx=y");
    assertThat(executorOptions(of("pretrain").add(own)))
        .contains("-XX:+UseZGC -Dx=y")
        .doesNotContain("Parallel");
  }
}
