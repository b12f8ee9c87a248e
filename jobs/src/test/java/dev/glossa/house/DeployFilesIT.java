package dev.glossa.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What platform teams copy from {@code deploy/}, as far as it can be tried on one machine. */
final class DeployFilesIT {
  private static final Path DEPLOY = Distribution.HOME.resolve("deploy");
  private static final Path DISCOVERY = DEPLOY.resolve("spark/getGpusResources.sh");

  @TempDir Path root;

  private Distribution.Run run(Map<String, String> environment, String script, Object... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(DEPLOY.resolve(script).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return Distribution.run(root, environment, command).exits(0);
  }

  private Map<String, String> inRoot() {
    return Map.of("GLOSSA_ROOT", root.toString());
  }

  @Test
  void everyActionOfAPolicyIsTiedToTheCodeThatNeedsIt() throws Exception {
    String table = Files.readString(DEPLOY.resolve("emr/iam/README.md"));
    for (String policy :
        List.of("job-policy.json", "launcher-policy.json", "service-policy.json")) {
      JsonNode statements =
          new ObjectMapper().readTree(DEPLOY.resolve("emr/iam").resolve(policy).toFile());
      for (JsonNode statement : statements.at("/Statement")) {
        assertThat(statement.at("/Action")).isNotEmpty();
        for (JsonNode action : statement.at("/Action")) {
          assertThat(action.asText()).doesNotContain("*");
          assertThat(table).contains("| `" + action.asText() + "` |");
        }
      }
    }
  }

  @Test
  void everyPermissionOfARoleIsTiedToTheCodeThatNeedsIt() throws Exception {
    String table = Files.readString(DEPLOY.resolve("dataproc/iam/README.md"));
    JsonNode role =
        new ObjectMapper().readTree(DEPLOY.resolve("dataproc/iam/launcher-role.json").toFile());
    assertThat(role.at("/includedPermissions"))
        .isNotEmpty()
        .allSatisfy(permission -> assertThat(table).contains("| `" + permission.asText() + "` |"));
  }

  @Test
  void noFileHasAKey() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContainPattern(
                          "AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE KEY|AIza[0-9A-Za-z_-]{35}"));
    }
  }

  @Test
  void discoversGpusAsSparkAsksForThem() throws Exception {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path smi = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\nprintf '0\\n1\\n'\n");
    assertThat(smi.toFile().setExecutable(true)).isTrue();
    Map<String, String> path = Map.of("PATH", bin + ":" + System.getenv("PATH"));
    JsonNode answer = new ObjectMapper().readTree(run(path, "spark/getGpusResources.sh").out());
    assertThat(answer.at("/name").asText()).isEqualTo("gpu");
    assertThat(answer.at("/addresses").toString()).isEqualTo("[\"0\",\"1\"]");
  }

  @Test
  void bootstrapsAGpuNodeOfEmr() throws Exception {
    run(inRoot(), "emr/bootstrap-gpu.sh", DISCOVERY);
    run(inRoot(), "emr/bootstrap-gpu.sh", DISCOVERY);
    assertThat(root.resolve("spark-rapids-cgroup/devices")).isDirectory();
    assertThat(root.resolve("usr/lib/spark/scripts/gpu/getGpusResources.sh"))
        .hasSameBinaryContentAs(DISCOVERY)
        .isExecutable();
  }

  @Test
  void makesAGpuNodeOfDataproc() throws Exception {
    Map<String, String> environment =
        Map.of("GLOSSA_ROOT", root.toString(), "GLOSSA_DISCOVERY", DISCOVERY.toString());
    run(environment, "dataproc/init-gpu.sh");
    run(environment, "dataproc/init-gpu.sh");
    assertThat(root.resolve("etc/hadoop/conf/container-executor.cfg"))
        .hasContent("[gpu]\nmodule.enabled=true\n");
    assertThat(root.resolve("usr/lib/spark/scripts/gpu/getGpusResources.sh")).isExecutable();
  }

  @Test
  void selectsJava17OnANodeOfDataproc() throws Exception {
    Path jvm = root.resolve("usr/lib/jvm");
    for (String version : List.of("11", "17")) {
      Path home = Files.createDirectories(jvm.resolve("temurin-" + version));
      Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s.0.2\"\n".formatted(version));
    }
    Path conf = Files.createDirectories(root.resolve("etc/spark/conf"));
    Files.writeString(conf.resolve("spark-env.sh"), "export JAVA_HOME=/usr/lib/jvm/temurin-11\n");
    Files.writeString(conf.resolve("spark-defaults.conf"), "spark.master yarn\n");

    run(inRoot(), "dataproc/init-java17.sh");
    run(inRoot(), "dataproc/init-java17.sh");

    assertThat(Files.readSymbolicLink(jvm.resolve("glossa-java-17")))
        .isEqualTo(Path.of("/usr/lib/jvm/temurin-17"));
    assertThat(conf.resolve("spark-env.sh"))
        .hasContent("export JAVA_HOME=/usr/lib/jvm/glossa-java-17\n");
    assertThat(conf.resolve("spark-defaults.conf"))
        .content()
        .contains("spark.master yarn", "spark.executorEnv.JAVA_HOME /usr/lib/jvm/glossa-java-17")
        .containsOnlyOnce("spark.executorEnv.JAVA_HOME");
  }
}
