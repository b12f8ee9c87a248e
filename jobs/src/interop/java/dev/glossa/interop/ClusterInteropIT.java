package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jars on a real cluster: spark-submit to a standalone master with two worker
 * processes.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class ClusterInteropIT {

  private static final List<String> TABLES =
      List.of("documents", "corpus", "rejects", "statistics");

  @TempDir static Path folder;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new LocalCluster(folder.resolve("cluster"));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void preparesTrainsAVocabularyAndTrainsAModel() throws Exception {
    TinyModel.train(folder, cluster.environment(), "--master", cluster.master());
    assertThat(TinyModel.trained(folder).resolve("model.safetensors")).isRegularFile();
    assertThat(Files.readAllLines(folder.resolve("trained-model/metrics.jsonl"))).isNotEmpty();
    assertThat(cluster.workerLogs())
        .allSatisfy(log -> assertThat(log).content().contains("Asked to launch executor"));
  }

  @Test
  void learnsTheSameVocabularyInExecutorsAsInOneProcess() throws Exception {
    Path documents = Sample.documents(folder, 300);
    vocabulary(documents, "in-executors", "distributed", "--master", cluster.master());
    vocabulary(documents, "in-one-process", "one-process");
    assertThat(folder.resolve("in-executors/tokenizer.model"))
        .hasSameBinaryContentAs(folder.resolve("in-one-process/tokenizer.model"));
  }

  @Test
  void preparesTheSameWhenAnExecutorIsKilled() throws Exception {
    killsAndCompares(1);
  }

  @Tag("nightly")
  @Test
  void preparesTheSameWhicheverMomentAnExecutorIsKilledAt() throws Exception {
    killsAndCompares(5);
  }

  @Tag("nightly")
  @Test
  void streamsTheSameWhicheverMomentAnExecutorIsKilledAt() throws Exception {
    killsAndCompares(5, "--stream", "-Dprepare.stream.max-files-per-batch=1");
  }

  /** Kills an executor of each of so many runs, which end well, with the rows of one in peace. */
  private static void killsAndCompares(int kills, Object... options) throws Exception {
    long seed = Long.getLong("glossa.seed", System.nanoTime());
    System.out.println("The executors are killed at moments of -Dglossa.seed=" + seed);
    Random random = new Random(seed);
    Path input = Files.createTempDirectory(folder, "kills");
    Sample.documents(input, 100);
    Files.copy(Tools.HOME.resolve("conf/demo/raw/udhr.warc.gz"), input.resolve("udhr.warc.gz"));
    Path undisturbed = input.resolveSibling(input.getFileName() + "-undisturbed");
    Instant started = Instant.now();
    prepare(input, undisturbed, options);
    long longest = Duration.between(started, Instant.now()).toMillis();

    for (int killed = 0, run = 0; killed < kills; run++) {
      Path output = input.resolveSibling(input.getFileName() + "-killed-" + run);
      List<Object> all = new ArrayList<>(List.of(options));
      all.addAll(List.of("--master", cluster.master()));
      CompletableFuture<Void> job =
          CompletableFuture.runAsync(() -> prepare(input, output, all.toArray()));
      killed += killsAnExecutor(job, random.nextLong(longest), random) ? 1 : 0;
      job.get();
      for (String table : TABLES) {
        assertThat(rows(output.resolve(table)))
            .as("%s of run %d", table, run)
            .isNotEmpty()
            .isEqualTo(rows(undisturbed.resolve(table)));
      }
    }
  }

  /** Kills one so long after all have started, unless the job has ended before. */
  private static boolean killsAnExecutor(CompletableFuture<Void> job, long moment, Random random)
      throws Exception {
    while (!job.isDone() && cluster.executors().size() < 2) {
      Thread.sleep(100);
    }
    Thread.sleep(moment);
    List<ProcessHandle> executors = cluster.executors();
    return !job.isDone()
        && executors.size() == 2
        && executors.get(random.nextInt(2)).destroyForcibly();
  }

  private static void prepare(Path input, Path output, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("prepare", "--input", input));
    arguments.addAll(List.of("--output", output));
    arguments.addAll(List.of(options));
    try {
      Tools.glossa(folder, cluster.environment(), null, arguments.toArray());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> rows(Path table) {
    Dataset<Row> rows = LocalSpark.session().read().format("delta").load(table.toString());
    return rows.toJSON().collectAsList().stream().sorted().toList();
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
    Tools.glossa(folder, cluster.environment(), null, arguments.toArray());
  }
}
