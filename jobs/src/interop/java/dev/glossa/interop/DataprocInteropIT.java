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

  private String glossa(String platform, Object... more) throws Exception {
    List<Object> arguments =
        new ArrayList<>(
            List.of("prepare", "--input", "gs://bucket-1/in", "--output", "gs://bucket-1/out"));
    arguments.addAll(List.of("--platform", platform));
    arguments.addAll(List.of(more));
    return Tools.glossa(folder, settings, null, arguments.toArray());
  }

  /** What was submitted last is what a person submits who types what the dry run prints. */
  private void assertThatTheDryRunSubmitsTheSame(String platform) throws Exception {
    String submission =
        glossa(platform, "--dry-run")
            .lines()
            .filter(line -> line.contains(" submit spark "))
            .findFirst()
            .orElseThrow();
    Tools.run(folder, settings, null, "sh", "-c", submission);

    List<String> submitted =
        commands().stream()
            .filter(command -> command.contains(" submit spark "))
            // A batch has a name of its own, and so has a run.
            .map(command -> command.replaceFirst("--batch=\\S+", "--batch=NAME"))
            .map(command -> command.replaceFirst("-Dglossa\\.run=[\\w-]+", "-Dglossa.run=RUN"))
            .toList();
    assertThat(submitted).hasSize(2);
    assertThat(submitted.get(1)).isEqualTo(submitted.get(0));
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
    assertThatTheDryRunSubmitsTheSame("dataproc");
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
    assertThatTheDryRunSubmitsTheSame("dataproc-serverless");
  }

  @Test
  void removesWhatItMadeAllButTheBucket() throws Exception {
    script("create-cluster.sh", "cluster-1", "europe-west1-b", "bucket-1");
    script("cleanup.sh", "project-1", "europe-west1");

    List<String> commands = commands();
    String bound =
        commands.stream()
            .filter(command -> command.startsWith("projects add-iam-policy-binding "))
            .findFirst()
            .orElseThrow();
    assertThat(commands)
        .contains(bound.replace("add-iam", "remove-iam"))
        .anyMatch(command -> command.startsWith("dataproc clusters delete cluster-1 "))
        .anyMatch(
            command ->
                command.startsWith(
                    "iam service-accounts delete glossa@project-1.iam.gserviceaccount.com "))
        .anyMatch(command -> command.startsWith("iam roles delete glossaLauncher "))
        .noneMatch(command -> command.matches("storage (rm|buckets delete) .*"));
  }

  /** What was given to gcloud, in its order. */
  private List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    try (var files = Files.list(recorded)) {
      for (Path file : files.sorted().toList()) {
        commands.add(
            String.join(" ", texts(new ObjectMapper().readTree(file.toFile()).at("/words"))));
      }
    }
    return commands;
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
