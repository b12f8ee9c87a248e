package dev.glossa.prepare;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.KafkaBroker;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topic of a real Kafka broker prepared as a stream. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PrepareTopicTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;

  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static PrepareStreamJob job(String topic, Map<String, ?> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.output", folder.resolve(topic).toString());
    options.put("prepare.min-language-score", 0.5);
    options.put("ingest.max-bad-share", 0.9);
    options.put("prepare.stream.enabled", true);
    options.putIfAbsent("prepare.stream.kafka.servers", broker.servers());
    options.put("prepare.stream.kafka.topic", topic);
    return new PrepareStreamJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private static List<String> corpus(String topic) {
    return table(topic, "corpus").stream().map(row -> row.<String>getAs("id")).sorted().toList();
  }

  private static List<Row> table(String topic, String name) {
    return SPARK
        .read()
        .format("delta")
        .load(folder.resolve(topic).resolve(name).toString())
        .collectAsList();
  }

  private static void send(String topic, int partition, String id, int seed) throws Exception {
    broker.send(topic, partition, line(id, "http://" + id, prose(seed)));
  }

  @Test
  void addsTheRecordsThatHaveArrived() throws Exception {
    broker.create("pages", 2);
    send("pages", 0, "a", 1);
    send("pages", 1, "b", 2);
    job("pages", Map.of()).run(SPARK);
    assertThat(job("pages", Map.of()).isFinished()).isTrue();

    send("pages", 0, "c", 3);
    send("pages", 1, "d", 1);
    assertThat(job("pages", Map.of()).isFinished()).isFalse();
    PrepareResult result = job("pages", Map.of()).run(SPARK);

    assertThat(result.records()).isEqualTo(4);
    assertThat(corpus("pages")).containsExactly("a", "b", "c");
    assertThat(table("pages", "documents"))
        .extracting(row -> row.getAs("id") + " " + row.getAs("origin"))
        .containsExactlyInAnyOrder(
            "a [kafka:pages/0,0]",
            "b [kafka:pages/1,0]",
            "c [kafka:pages/0,1]",
            "d [kafka:pages/1,1]");
  }

  /** The records belong to a session of the query's own, which nobody else can listen to. */
  @Test
  void tellsListenersOfTheJobsSessionWhatEachMicroBatchAdds() throws Exception {
    broker.create("observed", 1);
    send("observed", 0, "a", 1);
    send("observed", 0, "b", 1);
    send("observed", 0, "c", 2);

    try (ObservedQueries observed = new ObservedQueries(SPARK)) {
      job("observed", Map.of("prepare.stream.max-records-per-batch", 1)).run(SPARK);

      assertThat(observed.of(ObservedCounts.CORPUS))
          .extracting(counts -> counts.<Long>getAs("documents"))
          .containsExactly(1L, 0L, 1L);
      assertThat(observed.of(ObservedCounts.REJECTS))
          .extracting(counts -> counts.<Long>getAs("duplicate"))
          .containsExactly(0L, 1L, 0L);
    }
  }

  @Test
  void rejectsWhatIsNoDocumentWithItsPlaceInTheTopic() throws Exception {
    broker.create("bad", 1);
    broker.send("bad", 0, "{no json");
    broker.send("bad", 0, null);
    broker.send("bad", 0, "{\"id\": \"x\"}");
    send("bad", 0, "a", 1);

    job("bad", Map.of()).run(SPARK);

    assertThat(corpus("bad")).containsExactly("a");
    assertThat(table("bad", "rejects"))
        .extracting(row -> row.getAs("kind") + " " + row.getAs("origin"))
        .containsExactlyInAnyOrder(
            "unreadable [kafka:bad/0,0]",
            "unreadable [kafka:bad/0,1]",
            "unreadable [kafka:bad/0,2]");
    assertThat(table("bad", "rejects"))
        .extracting(row -> row.<String>getAs("message"))
        .contains("no value", "no text in the field 'text'");
  }

  @Test
  void hasNothingTwiceWhenKilledBeforeTheCommit() throws Exception {
    broker.create("killed", 1);
    send("killed", 0, "a", 1);
    send("killed", 0, "b", 2);
    job("killed", Map.of("prepare.stream.max-records-per-batch", 1)).run(SPARK);
    Files.delete(folder.resolve("killed/manifest.json"));
    Files.delete(folder.resolve("killed/.checkpoint/commits/1"));
    Files.delete(folder.resolve("killed/.checkpoint/commits/.1.crc"));
    send("killed", 0, "c", 3);

    PrepareResult result = job("killed", Map.of()).run(SPARK);

    assertThat(result.records()).isEqualTo(3);
    assertThat(corpus("killed")).containsExactly("a", "b", "c");
  }

  @Test
  void goesOnForWhatArrivesUntilStopped() throws Exception {
    broker.create("endless", 1);
    send("endless", 0, "a", 1);
    Map<String, ?> continuous =
        Map.of("prepare.stream.continuous", true, "prepare.stream.interval-seconds", 1);
    CompletableFuture<PrepareResult> running =
        CompletableFuture.supplyAsync(() -> job("endless", continuous).run(SPARK));
    try {
      waitUntilRead(1, running);
      send("endless", 0, "b", 2);
      waitUntilRead(2, running);
    } finally {
      for (StreamingQuery query : SPARK.streams().active()) {
        query.stop();
      }
    }

    assertThat(running.get().kept()).isEqualTo(2);
    assertThat(corpus("endless")).containsExactly("a", "b");
  }

  private static void waitUntilRead(int records, CompletableFuture<PrepareResult> running)
      throws InterruptedException {
    Path table = folder.resolve("endless/.records");
    while (!running.isDone()
        && (!Files.exists(table.resolve("_delta_log/00000000000000000000.json"))
            || SPARK.read().format("delta").load(table.toString()).count() < records)) {
      Thread.sleep(100);
    }
  }

  @Test
  void refusesATopicThatIsNotThere() {
    assertThatThrownBy(() -> job("missing", Map.of()).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("missing", broker.servers());
  }
}
