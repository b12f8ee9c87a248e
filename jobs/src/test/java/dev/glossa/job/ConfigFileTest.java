package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that includes one beside it, which has the key {@code secret}. */
class ConfigFileTest {
  private final Configuration hadoop = new Configuration(false);

  @TempDir Path folder;

  @BeforeEach
  void secret() throws IOException {
    Files.writeString(folder.resolve("other.conf"), "secret = 1");
  }

  private org.apache.hadoop.fs.Path file(String hocon) throws IOException {
    return new org.apache.hadoop.fs.Path(
        Files.writeString(folder.resolve("mine.conf"), hocon).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"other\"",
        "\"FOLDER/other.conf\"",
        "\"file:FOLDER/other.conf\"",
        "file(\"FOLDER/other.conf\")",
        "url(\"file:FOLDER/other.conf\")",
        "classpath(\"dev/glossa/reference.conf\")",
        "required(file(\"FOLDER/other.conf\"))"
      })
  void noFormOfIncludeIsFollowedInAStrangersFile(String what) throws IOException {
    String hocon = "a = 1\nb { include " + what.replace("FOLDER", folder.toString()) + " }";
    org.apache.hadoop.fs.Path file = file(hocon);

    assertThatThrownBy(() -> ConfigFile.untrusted(file, hadoop))
        .hasMessageContainingAll("mine.conf' includes '", "write what it needs into it.")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
    assertThatThrownBy(() -> ConfigFile.untrusted("mine.conf", hocon))
        .hasMessageStartingWith("'mine.conf' includes '");
  }

  @Test
  void aStrangersFileWithoutIncludesIsReadAsItIs() throws IOException {
    assertThat(ConfigFile.untrusted(file("a = [1, 2]"), hadoop).getIntList("a"))
        .containsExactly(1, 2);
  }

  @Test
  void theUsersOwnFileMayIncludeWhatLiesBesideIt() throws IOException {
    assertThat(ConfigFile.trusted(file("include \"other\""), hadoop).getInt("secret")).isEqualTo(1);
  }

  @Test
  void aFileOutsideTheHomeOfGlossaIsAStrangers() throws IOException {
    org.apache.hadoop.fs.Path file = file("include \"other\"");

    assertThatThrownBy(() -> ShippedFile.parse(file, hadoop)).hasMessageContaining("mine.conf");
  }
}
