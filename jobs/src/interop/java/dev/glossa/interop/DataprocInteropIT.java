package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/dataproc} and the launcher's Dataproc: what they give to gcloud, for which a
 * recording stand-in answers, is held against the message types of the service.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DataprocInteropIT {

  @TempDir Path folder;
  private Path recorded;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void setUpAProject() throws Exception {
    recorded = Files.createDirectories(folder.resolve("recorded"));
    Path gcloud = Files.createDirectories(folder.resolve("bin")).resolve("gcloud");
    Files.writeString(
        gcloud,
        "#!/bin/sh%nexec '%s' '%s' \"$@\"%n"
            .formatted(Tools.interpreter("venv-dataproc"), Tools.script("recorded_gcloud.py")));
    Files.setPosixFilePermissions(gcloud, PosixFilePermissions.fromString("rwxr-xr-x"));
    settings.put("RECORDED", recorded.toString());
    settings.put("PATH", gcloud.getParent() + ":" + System.getenv("PATH"));
    String exports = script("setup.sh", "project-1", "europe-west1", "bucket-1");
    Matcher export = Pattern.compile("export (\\w+)=(\\S+)").matcher(exports);
    while (export.find()) {
      settings.put(export.group(1), export.group(2));
    }
  }

  private String script(String name, Object... arguments) throws Exception {
    Path script = Tools.HOME.resolve("deploy/dataproc").resolve(name);
    return Tools.run(folder, settings, null, script.toString(), arguments);
  }

  private void glossa(String platform) throws Exception {
    Tools.glossa(
        folder,
        settings,
        null,
        "prepare",
        "--input",
        "gs://bucket-1/in",
        "--output",
        "gs://bucket-1/out",
        "--platform",
        platform);
  }

  @Test
  void makesClustersAndSubmitsAJob() throws Exception {
    script("create-cluster.sh", "cluster-1", "europe-west1-b", "bucket-1");
    script("create-cluster.sh", "--gpu", "cluster-2", "europe-west1-b", "bucket-1");
    settings.put("GLOSSA_DATAPROC_CLUSTER", "cluster-1");
    glossa("dataproc");

    List<JsonNode> messages = messages();
    assertThat(messages).hasSize(3);
    assertThat(messages.get(0).toString()).contains("bucket-1").doesNotContain("BUCKET", "PROJECT");
    assertThat(messages.get(1).toString()).contains("nvidia-tesla-t4", "init-gpu.sh");
    for (JsonNode action : messages.get(1).at("/config/initializationActions")) {
      assertThat(uploaded()).contains(name(action.at("/executableFile").asText()));
    }
    JsonNode job = messages.get(2).at("/sparkJob");
    assertThat(texts(job.at("/args")))
        .containsExactly("prepare", "--input", "gs://bucket-1/in", "--output", "gs://bucket-1/out");
    assertThat(job.at("/mainClass").asText()).isEqualTo("dev.glossa.cli.Glossa");
    assertThat(texts(job.at("/jarFileUris")))
        .isNotEmpty()
        .allSatisfy(jar -> assertThat(uploaded()).contains(name(jar)));
  }

  @Test
  void submitsABatch() throws Exception {
    glossa("dataproc-serverless");

    JsonNode batch = messages().get(0);
    assertThat(batch.at("/runtimeConfig/version").asText()).isEqualTo("1.2");
    assertThat(batch.at("/environmentConfig/executionConfig/serviceAccount").asText())
        .isEqualTo(settings.get("GLOSSA_SERVICE_ACCOUNT"));
    assertThat(batch.at("/runtimeConfig/properties").toString()).doesNotContain("spark.yarn.");
    assertThat(texts(batch.at("/sparkBatch/jarFileUris")))
        .isNotEmpty()
        .allSatisfy(jar -> assertThat(uploaded()).contains(name(jar)));
  }

  private List<JsonNode> messages() throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> messages = new ArrayList<>();
    String lines = Tools.pythonOf("venv-dataproc", folder, "dataproc_messages.py", recorded);
    for (String line : lines.lines().toList()) {
      messages.add(json.readTree(line));
    }
    return messages;
  }

  /** The names of all files that were copied to the bucket; each is on this machine. */
  private List<String> uploaded() throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.list(recorded)) {
      for (Path file : files.toList()) {
        List<String> words = texts(new ObjectMapper().readTree(file.toFile()).at("/words"));
        if (words.size() > 3 && words.subList(0, 2).equals(List.of("storage", "cp"))) {
          words.subList(2, words.size() - 1).stream()
              .filter(word -> !word.startsWith("--"))
              .forEach(
                  word -> {
                    assertThat(Path.of(word)).isRegularFile();
                    names.add(name(word));
                  });
        }
      }
    }
    return names;
  }

  private static String name(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
