package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code conf/environments}. */
final class EnvironmentTest {
  private static final Path HOME = Path.of(System.getProperty("glossa.home"));

  @TempDir Path folder;

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("conf/environments"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf"))
          .map(name -> name.replace(".conf", ""))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void sayWhereJobsRunAndHoldToWhatTheyRefuse(String name) {
    Environment environment = Environment.read(HOME, name, true, Map.of("GLOSSA_GPU", "true"));
    environment.check(environment.spark());
    assertThat(environment.refused().values())
        .allSatisfy(reason -> assertThat(reason).isNotBlank());
  }

  @Test
  void takeWhatDiffersFromPersonToPersonFromTheEnvironment() {
    Environment environment =
        Environment.read(
            HOME,
            "emr",
            false,
            Map.of("GLOSSA_EMR_CLUSTER", "j-1", "GLOSSA_STAGING", "s3://bucket/glossa/"));
    assertThat(environment.required("cluster", "GLOSSA_EMR_CLUSTER")).isEqualTo("j-1");
    assertThat(environment.stagingFolder("s3")).isEqualTo("s3://bucket/glossa");
    assertThatThrownBy(() -> environment.stagingFolder("gs")).hasMessageContaining("not on gs://");
  }

  @Test
  void nameWhatIsMissingAndWhereToSetIt() {
    Environment environment = Environment.read(HOME, "emr", false, Map.of());
    assertThatThrownBy(() -> environment.required("cluster", "GLOSSA_EMR_CLUSTER"))
        .hasMessageContainingAll("'emr'", "target.cluster", "GLOSSA_EMR_CLUSTER");
  }

  @Test
  void askForGpusWhereACommandUsesAModel() {
    Map<String, String> gpu = Map.of("GLOSSA_GPU", "true");
    String amount = "spark.executor.resource.gpu.amount";
    assertThat(Environment.read(HOME, "emr", true, gpu).spark()).containsEntry(amount, "1");
    assertThat(Environment.read(HOME, "emr", false, gpu).spark()).doesNotContainKey(amount);
    assertThat(Environment.read(HOME, "emr", true, Map.of()).spark()).doesNotContainKey(amount);
  }

  @Test
  void refuseASettingWithTheReason() {
    Environment environment = Environment.read(HOME, "emr-serverless", false, Map.of());
    assertThatThrownBy(() -> environment.check(Map.of("spark.executor.resource.gpu.amount", "1")))
        .hasMessageContainingAll("spark.executor.resource.gpu.amount", "emr-serverless", "no GPU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emr", "emr-serverless", "dataproc", "dataproc-serverless"})
  void takeNoKeyWhereOthersCanReadIt(String cloud) {
    Environment environment = Environment.read(HOME, cloud, false, Map.of());
    for (String key :
        List.of(
            "spark.hadoop.fs.s3a.secret.key",
            "spark.hadoop.fs.s3a.session.token",
            "spark.executorEnv.GLOSSA_API_KEY")) {
      assertThatThrownBy(() -> environment.check(Map.of(key, "hunter2")))
          .hasMessageContainingAll(key, "a key does not belong where others can read it")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void mayLieAnywhere() throws IOException {
    Path own = folder.resolve("own.conf");
    Files.writeString(own, "service = spark-submit, master = yarn, spark.executor.cores = 2");
    Environment environment = Environment.read(HOME, own.toString(), false, Map.of());
    assertThat(environment.master()).isEqualTo("yarn");
    assertThat(environment.spark()).containsExactly(Map.entry("spark.executor.cores", "2"));
  }

  @Test
  void haveNoOtherKeys() throws IOException {
    Path own = Files.writeString(folder.resolve("own.conf"), "service = emr, clutser = j-1");
    assertThatThrownBy(() -> Environment.read(HOME, own.toString(), false, Map.of()))
        .hasMessageContainingAll("own.conf", "'clutser'");
  }
}
