package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  private static final long SEED = Long.getLong("glossa.seed", System.nanoTime());

  @TempDir static Path folder;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("The executors are killed at moments of -Dglossa.seed=" + SEED);
    cluster = new LocalCluster(folder.resolve("cluster"));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void learnsTheSameVocabularyInExecutorsAsInOneProcess() throws Exception {
    Path documents = Sample.documents(folder, 300);
    vocabulary(documents, "in-executors", "distributed", "--master", cluster.master());
    vocabulary(documents, "in-one-process", "one-process");
    assertThat(folder.resolve("in-executors/tokenizer.model"))
        .hasSameBinaryContentAs(folder.resolve("in-one-process/tokenizer.model"));
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
    Path input = Files.createTempDirectory(folder, "kills");
    Sample.documents(input, 100);
    Files.copy(Tools.HOME.resolve("conf/demo/raw/udhr.warc.gz"), input.resolve("udhr.warc.gz"));
    Path undisturbed = input.resolveSibling(input.getFileName() + "-undisturbed");
    Instant started = Instant.now();
    prepare(input, undisturbed, options);
    long longest = Duration.between(started, Instant.now()).toMillis();

    List<Object> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--master", cluster.master()));
    LossyCluster lossy = new LossyCluster(cluster, SEED);
    for (int kill = 0; kill < kills; kill++) {
      Path outputs = Files.createTempDirectory(input.getParent(), "killed");
      int runs =
          1
              + lossy.killingAnExecutor(
                  longest,
                  number ->
                      prepare(input, outputs.resolve(Integer.toString(number)), all.toArray()));
      for (int run = 0; run < runs; run++) {
        for (String table : TABLES) {
          assertThat(rows(outputs.resolve(run + "/" + table)))
              .as("%s of run %d", table, run)
              .isNotEmpty()
              .isEqualTo(rows(undisturbed.resolve(table)));
        }
      }
    }
  }

  private static void prepare(Path input, Path output, Object... options) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("prepare", "--input", input));
    arguments.addAll(List.of("--output", output));
    arguments.addAll(List.of(options));
    Tools.glossa(folder, cluster.environment(), null, arguments.toArray());
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
