package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LaunchedJava;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From raw text to a measured model: the packaged jars on a standalone Spark of two workers, from
 * and to S3, where each of the long commands loses an executor; and the same commands in one
 * process on local files, which give the same.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
final class ClusterPipelineInteropIT {
  private static final long SEED = Long.getLong("glossa.seed", System.nanoTime());
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static ObjectStore store;
  private static FileSystem bucket;
  private static LocalCluster cluster;
  private static LossyCluster lossy;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("The executors are killed at moments of -Dglossa.seed=" + SEED);
    store = new ObjectStore(folder);
    bucket =
        FileSystem.newInstance(
            new org.apache.hadoop.fs.Path(ObjectStore.uri("")).toUri(), store.hadoop());
    cluster = new LocalCluster(folder.resolve("cluster"), ObjectStore.credentials());
    lossy = new LossyCluster(cluster, SEED);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    bucket.close();
    store.close();
  }

  @Test
  void losesAnExecutorInEachCommandAndGivesWhatOneMachineGives() throws Exception {
    put(Sample.documents(folder, 300), "documents.jsonl");
    put(TinyModel.config(folder), "config.json");

    String prepared = run("prepared", "prepare", "--input", "documents.jsonl");
    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows(ObjectStore.uri(prepared + "/" + table)))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows(folder.resolve("prepared").resolve(table).toString()));
    }

    String tokenizer =
        run("tokenizer", "vocab", "train", "--input", "prepared/corpus", "--vocab-size", "1000");
    assertSameBytes(tokenizer, "tokenizer", "tokenizer.model");

    onCluster("cluster/model", "init", "--config", "config.json", "--tokenizer", "tokenizer");
    bucket.copyToLocalFile(
        path("cluster/model"), new org.apache.hadoop.fs.Path(folder.resolve("model").toUri()));
    String[] pack = {
      "pack", "--input", "prepared/corpus", "--tokenizer", "tokenizer", "--length", "128"
    };
    here("packed", pack);
    onCluster("cluster/packed", pack);

    String trained =
        run(
            "trained",
            "pretrain",
            "--model",
            "model",
            "--data",
            "packed",
            "--steps",
            "60",
            "--workers",
            "2",
            "--batch-size",
            "4",
            "--local-steps",
            "5",
            "--checkpoint-every",
            "10",
            "--learning-rate",
            "0.003");
    assertSameBytes(trained, "trained", "model/model.safetensors");

    String evaluation =
        run(
            "evaluation",
            "evaluate",
            "--model",
            "trained/model",
            "--task",
            "perplexity",
            "--data",
            "documents.jsonl");
    assertThat(json(stored(evaluation + "/results.json")).get("results"))
        .isNotEmpty()
        .isEqualTo(
            json(Files.readAllBytes(folder.resolve("evaluation/results.json"))).get("results"));
  }

  /**
   * Runs a command here, then on the cluster until it has lost an executor. What it made there
   * becomes {@code cluster/OUTPUT}, which the next commands read.
   *
   * @return the key of what the cluster made
   */
  private static String run(String output, String... command) throws Exception {
    Instant started = Instant.now();
    here(output, command);
    long longest = Duration.between(started, Instant.now()).toMillis();
    int kept =
        lossy.killingAnExecutor(
            longest, number -> onCluster("attempt-" + number + "/" + output, command));
    assertThat(bucket.rename(path("attempt-" + kept + "/" + output), path("cluster/" + output)))
        .isTrue();
    return "cluster/" + output;
  }

  private static void here(String output, String... command) throws Exception {
    List<Object> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--output", output));
    Tools.glossa(folder, Map.of("OMP_NUM_THREADS", "1"), null, words.toArray());
  }

  private static void onCluster(String output, String... command) throws Exception {
    List<Object> words = new ArrayList<>();
    for (String word : command) {
      words.add(Files.exists(folder.resolve(word)) ? ObjectStore.uri("cluster/" + word) : word);
    }
    words.addAll(List.of("--output", ObjectStore.uri(output), "--master", cluster.master(), "--"));
    ObjectStore.settings(store.port())
        .forEach(
            (key, value) -> words.addAll(List.of("--conf", "spark.hadoop." + key + "=" + value)));
    String options = String.join(" ", LaunchedJava.options(command[0]));
    words.addAll(List.of("--conf", "spark.executorEnv.JAVA_TOOL_OPTIONS=" + options));
    Tools.glossa(folder, cluster.environment(), null, words.toArray());
  }

  private static void put(Path file, String name) throws IOException {
    bucket.copyFromLocalFile(new org.apache.hadoop.fs.Path(file.toUri()), path("cluster/" + name));
  }

  private static void assertSameBytes(String key, String output, String file) throws IOException {
    assertThat(stored(key + "/" + file))
        .as(file)
        .isEqualTo(Files.readAllBytes(folder.resolve(output).resolve(file)));
  }

  private static byte[] stored(String key) throws IOException {
    try (InputStream in = bucket.open(path(key))) {
      return in.readAllBytes();
    }
  }

  private static JsonNode json(byte[] text) throws IOException {
    return JSON.readTree(text);
  }

  private static org.apache.hadoop.fs.Path path(String key) {
    return new org.apache.hadoop.fs.Path(ObjectStore.uri(key));
  }

  private static List<String> rows(String table) {
    store.makeKnownTo(LocalSpark.session());
    return TableRows.withoutOrigin(table);
  }
}
