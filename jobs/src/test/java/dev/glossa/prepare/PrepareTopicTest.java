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
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topic of a real Kafka broker prepared as a stream: one run, and one for what came later. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PrepareTopicTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;

  private static KafkaBroker broker;

  /** Whether the first run had done all before more came, and when it had come. */
  private static List<Boolean> finished;

  /** Of both runs. */
  private static PrepareResult result;

  /** What a listener of the session heard of each micro-batch. */
  private static List<Row> corpusAdded;

  private static List<Row> rejectsAdded;

  @BeforeAll
  static void prepareInThreeMicroBatches() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    broker.create("pages", 2);
    send("pages", 0, "a", 1);
    send("pages", 1, "b", 2);
    broker.send("pages", 1, "{no json");
    broker.send("pages", 1, null);
    broker.send("pages", 1, "{\"id\": \"x\"}");
    try (ObservedQueries observed = new ObservedQueries(SPARK)) {
      job("pages", Map.of()).run(SPARK);
      boolean before = job("pages", Map.of()).isFinished();

      send("pages", 0, "c", 3);
      send("pages", 1, "d", 1);
      send("pages", 0, "e", 2);
      finished = List.of(before, job("pages", Map.of()).isFinished());
      // Of each partition: c and d, then e.
      result = job("pages", Map.of("prepare.stream.max-records-per-batch", 1)).run(SPARK);
      corpusAdded = observed.of(ObservedCounts.CORPUS);
      rejectsAdded = observed.of(ObservedCounts.REJECTS);
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static PrepareStreamJob job(String topic, Map<String, ?> others) {
    return job(topic, topic, others);
  }

  private static PrepareStreamJob job(String topic, String output, Map<String, ?> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.output", folder.resolve(output).toString());
    options.put("prepare.min-language-score", 0.5);
    options.put("ingest.max-bad-share", 0.9);
    options.put("prepare.stream.enabled", true);
    options.putIfAbsent("prepare.stream.kafka.servers", broker.servers());
    options.put("prepare.stream.kafka.topic", topic);
    return new PrepareStreamJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private static List<String> corpus(String output) {
    return table(output, "corpus").stream().map(row -> row.<String>getAs("id")).sorted().toList();
  }

  private static List<Row> table(String output, String name) {
    return SPARK
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(name).toString())
        .collectAsList();
  }

  private static void send(String topic, int partition, String id, int seed) throws Exception {
    broker.send(topic, partition, line(id, "http://" + id, prose(seed)));
  }

  @Test
  void addsTheRecordsThatHaveArrived() {
    assertThat(finished).containsExactly(true, false);
    assertThat(result.records()).isEqualTo(8);
    assertThat(corpus("pages")).containsExactly("a", "b", "c");
    assertThat(table("pages", "documents"))
        .extracting(row -> row.getAs("id") + " " + row.getAs("origin"))
        .containsExactlyInAnyOrder(
            "a [kafka:pages/0,0]",
            "b [kafka:pages/1,0]",
            "c [kafka:pages/0,1]",
            "d [kafka:pages/1,4]",
            "e [kafka:pages/0,2]");
  }

  /** The records belong to a session of the query's own, which nobody else can listen to. */
  @Test
  void tellsListenersOfTheJobsSessionWhatEachMicroBatchAdds() {
    assertThat(corpusAdded)
        .extracting(counts -> counts.<Long>getAs("documents"))
        .containsExactly(2L, 1L, 0L);
    assertThat(rejectsAdded)
        .extracting(counts -> counts.<Long>getAs("duplicate"))
        .containsExactly(0L, 1L, 1L);
  }

  @Test
  void rejectsWhatIsNoDocumentWithItsPlaceInTheTopic() {
    List<Row> unreadable =
        table("pages", "rejects").stream()
            .filter(row -> row.getAs("kind").equals("unreadable"))
            .toList();
    assertThat(unreadable)
        .extracting(row -> row.getAs("origin").toString())
        .containsExactlyInAnyOrder("[kafka:pages/1,1]", "[kafka:pages/1,2]", "[kafka:pages/1,3]");
    assertThat(unreadable)
        .extracting(row -> row.<String>getAs("message"))
        .contains("no value", "no text in the field 'text'");
  }

  @Test
  void hasNothingTwiceWhenKilledBeforeTheCommit() throws Exception {
    FileUtils.copyDirectory(folder.resolve("pages").toFile(), folder.resolve("killed").toFile());
    Files.delete(folder.resolve("killed/manifest.json"));
    Files.delete(folder.resolve("killed/.checkpoint/commits/2"));
    Files.delete(folder.resolve("killed/.checkpoint/commits/.2.crc"));
    send("pages", 0, "f", 4);

    PrepareResult afterKill = job("pages", "killed", Map.of()).run(SPARK);

    assertThat(afterKill.records()).isEqualTo(9);
    assertThat(corpus("killed")).containsExactly("a", "b", "c", "f");
    assertThat(table("killed", "documents")).hasSize(6);
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
      waitUntilRead(0, running);
      send("endless", 0, "b", 2);
      waitUntilRead(1, running);
    } finally {
      for (StreamingQuery query : SPARK.streams().active()) {
        query.stop();
      }
    }

    assertThat(running.get().kept()).isEqualTo(2);
    assertThat(corpus("endless")).containsExactly("a", "b");
  }

  /** Until Spark has seen the end of a micro-batch. */
  private static void waitUntilRead(int batch, CompletableFuture<PrepareResult> running)
      throws InterruptedException {
    Path commit = folder.resolve("endless/.checkpoint/commits/" + batch);
    while (!running.isDone() && !Files.exists(commit)) {
      Thread.sleep(50);
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
