package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jars on a real cluster: spark-submit to a standalone master with two worker
 * processes.
 */
final class ClusterInteropIT {
  private static final Path SCRIPTS = Tools.HOME.resolve("deploy/local-cluster");

  @TempDir static Path folder;
  private static Map<String, String> environment;
  private static String master;

  @BeforeAll
  static void start() throws Exception {
    environment = Map.of("SPARK_HOME", Tools.sparkHome().toString());
    master =
        Tools.run(
                folder,
                environment,
                null,
                SCRIPTS.resolve("start.sh").toString(),
                "--port",
                0,
                "--ui-port",
                0,
                "--memory",
                "3g",
                "--dir",
                folder.resolve("cluster"))
            .strip();
  }

  @AfterAll
  static void stop() throws Exception {
    Tools.run(
        folder,
        environment,
        null,
        SCRIPTS.resolve("stop.sh").toString(),
        "--dir",
        folder.resolve("cluster"));
  }

  @Test
  void preparesTrainsAVocabularyAndTrainsAModel() throws Exception {
    TinyModel.train(folder, environment, "--master", master);
    assertThat(TinyModel.trained(folder).resolve("model.safetensors")).isRegularFile();
    assertThat(Files.readAllLines(folder.resolve("trained-model/metrics.jsonl"))).isNotEmpty();
    try (Stream<Path> logs = Files.list(folder.resolve("cluster"))) {
      assertThat(logs.filter(file -> file.getFileName().toString().matches("worker-\\d\\.log")))
          .allSatisfy(log -> assertThat(log).content().contains("Asked to launch executor"));
    }
  }

  @Test
  void learnsTheSameVocabularyInExecutorsAsInOneProcess() throws Exception {
    Path documents = Sample.documents(folder, 300);
    vocabulary(documents, "in-executors", "distributed", "--master", master);
    vocabulary(documents, "in-one-process", "one-process");
    assertThat(folder.resolve("in-executors/tokenizer.model"))
        .hasSameBinaryContentAs(folder.resolve("in-one-process/tokenizer.model"));
  }

  private static void vocabulary(Path documents, String output, String loop, Object... options)
      throws Exception {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "vocab",
                "train",
                "--input",
                documents,
                "--output",
                output,
                "--vocab-size",
                1500,
                "--merge-loop",
                loop));
    arguments.addAll(List.of(options));
    Tools.glossa(folder, environment, null, arguments.toArray());
  }
}
