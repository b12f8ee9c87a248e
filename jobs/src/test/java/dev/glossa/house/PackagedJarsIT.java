package dev.glossa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What may and what must be in the two jars that go to clusters. */
final class PackagedJarsIT {

  @Test
  void theThinJarHasNothingOfThePlatformAndNothingOfTheNatives() throws IOException {
    assertThat(entries(Distribution.jobsJar()))
        .contains(
            "dev/glossa/cli/Glossa.class", "dev/glossa/reference.conf", "picocli/CommandLine.class")
        .noneMatch(
            name ->
                name.matches(
                    "(org/apache/(spark|hadoop|commons)|scala|io/delta|org/slf4j|com/fasterxml"
                        + "|com/google/common|org/nd4j|org/deeplearning4j|org/bytedeco|org/datavec)/.*"));
  }

  @Test
  void theNativesBundleHasNothingOfOursAndNothingOfThePlatform() throws IOException {
    assertThat(entries(Distribution.nativesJar()))
        .contains("org/nd4j/linalg/factory/Nd4j.class", "org/bytedeco/javacpp/Loader.class")
        .noneMatch(
            name ->
                name.matches(
                    // One class of dl4j-spark lives in Spark's package.
                    "(dev/glossa/|scala/|org/apache/(spark/(?!TaskContextHelper)|hadoop/)|org/slf4j/"
                        + "|com/fasterxml/).*"));
  }

  @Test
  void theNativesBundleNamesItsBackend() throws IOException {
    try (ZipFile jar = new ZipFile(Distribution.nativesJar().toFile())) {
      var entry = jar.getEntry("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend");
      String backends =
          new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(backends.lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
          .hasSize(1);
    }
  }

  @Test
  void signaturesOfSignedLibrariesAreGone() throws IOException {
    for (Path jar : List.of(Distribution.jobsJar(), Distribution.nativesJar())) {
      assertThat(entries(jar)).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(entry -> entry.getName()).filter(n -> !n.endsWith("/")).toList();
    }
  }
}
