package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  record Seeded(long seed) {}

  @Test
  void optionsOverrideDefinitionsOverrideFileOverridesReference() throws IOException {
    File file = folder.resolve("my.conf").toFile();
    Files.writeString(file.toPath(), "seed = 2");

    assertThat(seed(Configuration.load(file, Map.of(), Map.of()))).isEqualTo(2);
    assertThat(seed(Configuration.load(file, Map.of("seed", "3"), Map.of()))).isEqualTo(3);
    assertThat(seed(Configuration.load(file, Map.of("seed", "3"), Map.of("seed", 4L))))
        .isEqualTo(4);
    assertThat(seed(Configuration.defaults())).isEqualTo(1);
  }

  private static long seed(Configuration configuration) {
    return configuration.section("any", Seeded.class).seed();
  }

  @Test
  void anUnknownKeyIsAnErrorThatSuggestsTheNearest() {
    assertThatThrownBy(() -> Configuration.load(null, Map.of("sede", "3"), Map.of()))
        .hasMessageContaining("'sede'")
        .hasMessageContaining("did you mean 'seed'")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aValueOfTheWrongKindNamesItsKey() {
    assertThatThrownBy(() -> seed(Configuration.load(null, Map.of("seed", "many"), Map.of())))
        .hasMessageContaining("seed");
  }

  record Group(long seed, int localSteps) {}

  record Grouped(String output, @Inline Group training) {}

  @Test
  void componentsOfAnInlineRecordAreKeysOfTheSectionItself() {
    Configuration configuration =
        Configuration.load(
            null, Map.of("pretrain.local-steps", "7"), Map.of("pretrain.output", "out"));
    Grouped settings = configuration.section("pretrain", Grouped.class);

    assertThat(settings).isEqualTo(new Grouped("out", new Group(1, 7)));
    assertThat(Output.settings(settings, "pretrain"))
        .containsOnlyKeys("pretrain.local-steps", "pretrain.seed");
  }

  @Test
  void aMisfitInAnInlineRecordIsNamedByItsKey() {
    Configuration configuration =
        Configuration.load(null, Map.of("pretrain.local-steps", "many"), Map.of());
    assertThatThrownBy(() -> configuration.section("pretrain", Grouped.class))
        .hasMessageContaining("'pretrain.local-steps'");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Configuration.load(new File("no.conf"), Map.of(), Map.of()))
        .hasMessageContaining("no.conf");
  }

  @Test
  void sizesAreReadAsHoconHasThem() {
    assertThat(ByteSize.of("128 MiB").bytes()).isEqualTo(128L << 20);
    assertThat(ByteSize.of(1000)).hasToString("1000 B");
    assertThat(ByteSize.of("1536 KiB")).hasToString("1.5 MiB");
  }
}
