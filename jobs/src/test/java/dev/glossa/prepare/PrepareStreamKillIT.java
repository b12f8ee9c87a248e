package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.GlossaProcess;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code glossa prepare --stream} over real text, beside a batch, and killed with SIGKILL as soon
 * as it has written a micro-batch into a table, and at any moment.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PrepareStreamKillIT {

  private static final List<String> TABLES = List.of("documents", "corpus", "rejects", ".records");

  /** A micro-batch each, in this order. */
  private static final List<String> FILES = List.of("udhr.warc.gz", "factbook.jsonl.gz");

  @TempDir Path folder;

  @BeforeEach
  void copyFiles() throws IOException {
    Path arriving = Files.createDirectory(folder.resolve("arriving"));
    for (int i = 0; i < FILES.size(); i++) {
      Path raw = GlossaProcess.file("conf/demo/raw").resolve(FILES.get(i));
      Path file = Files.copy(raw, arriving.resolve(FILES.get(i)));
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + i * 60_000L));
    }
  }

  @Test
  void losesNothingAndHasNothingTwice() throws Exception {
    killsAndCompares(1, 1);
  }

  @Tag("nightly")
  @Test
  @Timeout(value = 90, unit = TimeUnit.MINUTES)
  void losesNothingAndHasNothingTwiceAfterFortyKills() throws Exception {
    killsAndCompares(10, 3);
  }

  /** Each repetition is killed after so many writes, and once more at any moment. */
  private void killsAndCompares(int repetitions, int writes) throws Exception {
    long seed = System.nanoTime();
    System.out.println("The moments of the kills come from the seed " + seed);
    Random random = new Random(seed);
    Path undisturbed = folder.resolve("undisturbed");
    Instant started = Instant.now();
    assertThat(stream(undisturbed).exitCode()).isZero();
    long longest = Duration.between(started, Instant.now()).toMillis();
    agreesWithABatch(undisturbed);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      Path killed = folder.resolve("killed-" + repetition);
      for (int write : some(writes, FILES.size() * TABLES.size(), random)) {
        Path log = log(killed, write);
        stream(killed).killWhen(log + " is there", () -> Files.exists(log));
      }
      assertThat(killed.resolve("manifest.json")).doesNotExist();
      stream(killed).killAfter(Duration.ofMillis(random.nextLong(longest)));

      assertThat(stream(killed).exitCode()).isZero();
      DeltaLog.clearCache();
      for (String table : List.of("documents", "corpus", "rejects", "statistics", ".records")) {
        assertThat(rows(table(killed, table)))
            .as(table)
            .isNotEmpty()
            .isEqualTo(rows(table(undisturbed, table)));
      }
    }
  }

  /** Documents that are like no other have the same rows; of like ones at least one stays. */
  private void agreesWithABatch(Path streamed) throws Exception {
    Path batch = folder.resolve("batch");
    assertThat(prepare(batch).exitCode()).isZero();
    Dataset<Row> clusters =
        duplicates(batch)
            .selectExpr("explode(array(id, duplicate_of)) AS id", "duplicate_of AS cluster")
            .distinct();
    assertThat(clusters.isEmpty()).isFalse();
    for (String table : List.of("documents", "corpus", "rejects")) {
      List<String> alone = rows(table(batch, table).join(clusters, "id", "left_anti"));
      assertThat(rows(table(streamed, table).join(clusters, "id", "left_anti")))
          .as(table)
          .isNotEmpty()
          .isEqualTo(alone);
    }
    Dataset<Row> staying = clusters.join(duplicates(streamed), "id", "left_anti");
    assertThat(staying.select("cluster").distinct().count())
        .isEqualTo(clusters.select("cluster").distinct().count());
  }

  private static Dataset<Row> duplicates(Path output) {
    return table(output, "rejects").where("kind = 'duplicate'");
  }

  /** The transaction of a table and micro-batch, in the order in which they are written. */
  private static Path log(Path output, int write) {
    String table = TABLES.get(write % TABLES.size());
    long batch = write / TABLES.size();
    return output.resolve(table).resolve("_delta_log/%020d.json".formatted(batch));
  }

  /** So many of all writes, in order. */
  private static List<Integer> some(int count, int writes, Random random) {
    List<Integer> all = new ArrayList<>();
    for (int write = 0; write < writes; write++) {
      all.add(write);
    }
    Collections.shuffle(all, random);
    return all.subList(0, count).stream().sorted().toList();
  }

  private GlossaProcess stream(Path output) throws IOException {
    return prepare(output, "--stream", "-Dprepare.stream.max-files-per-batch=1");
  }

  private GlossaProcess prepare(Path output, String... others) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("prepare", "--input"));
    arguments.add(folder.resolve("arriving").toString());
    arguments.addAll(List.of("--output", output.toString()));
    arguments.addAll(List.of(others));
    return GlossaProcess.start(folder.resolve("prepare.log"), arguments);
  }

  private static Dataset<Row> table(Path output, String name) {
    return LocalSpark.session().read().format("delta").load(output.resolve(name).toString());
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }
}
