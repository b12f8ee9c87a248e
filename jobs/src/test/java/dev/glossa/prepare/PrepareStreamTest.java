package dev.glossa.prepare;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.Documents;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder prepared as a stream, beside the same folder prepared at once. */
class PrepareStreamTest {

  private static final SparkSession SPARK = LocalSpark.session();

  /** The tables in the order in which a micro-batch comes into them. */
  private static final List<String> WRITTEN = List.of("documents", "corpus", "rejects", ".records");

  private static final String FIRST =
      line("a1", "http://a/1", prose(1))
          + line("a2", "http://a/2", prose(2))
          + line("a3", "http://a/3", prose(3) + " Write to jane@example.org.")
          + line("a4", "http://a/4", "The end of the story, that we have with us.")
          + "{no json\n";

  /** Is read after the first, from a folder of its own. */
  private static final String SECOND =
      line("b1", "http://b/1", prose(1).replace("house", "Houses") + " And a last sentence.")
          + line("b2", "http://b/2", prose(2))
          + line("a3", "http://b/3", prose(4) + " It is longer than the other of this id.")
          + line("b4", "http://a/1", prose(5))
          + line("b5", "http://b/5", prose(6))
          + line("b6", "http://b/6", prose(6) + " And a last sentence.")
          + line("b7", "http://b/7", prose(7))
          + line("a1", "http://c/1", prose(12));

  @TempDir static Path folder;

  private static InputFiles files;

  /** Of the first file, then of both; a batch over both. */
  private static PrepareResult ofBoth;

  /** The ids in two tables after the first file, when documents had been removed. */
  private static List<String> documentsLeft;

  private static List<String> corpusLeft;

  @BeforeAll
  static void prepareInTwoMicroBatches() throws IOException {
    files = new InputFiles(folder);
    files.write("in/1.jsonl", FIRST);
    stream("streamed", Map.of()).run(SPARK);
    removeFromACopy();
    files.write("in/later/2.jsonl", SECOND);
    ofBoth = stream("streamed", Map.of()).run(SPARK);
    batch("batch", Map.of()).run(SPARK);
  }

  private static void removeFromACopy() throws IOException {
    copy("streamed", "removed");
    files.write("remove.txt", "a1\n\n http://a/2 \nunknown\n");
    stream("removed", Map.of("prepare.remove", path("remove.txt"))).run(SPARK);
    documentsLeft = ids("removed", "documents");
    corpusLeft = ids("removed", "corpus");
  }

  private static PrepareStreamJob stream(String output, Map<String, ?> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.stream.enabled", true);
    return new PrepareStreamJob(settings(output, options));
  }

  private static PrepareJob batch(String output, Map<String, ?> others) {
    return new PrepareJob(settings(output, others));
  }

  private static PrepareSettings settings(String output, Map<String, ?> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.putIfAbsent("prepare.input", List.of(path("in")));
    options.put("prepare.output", path(output));
    options.put("prepare.min-language-score", 0.5);
    options.putIfAbsent("ingest.max-bad-share", 0.3);
    return Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Dataset<Row> table(String output, String name) {
    return SPARK.read().format("delta").load(path(output + "/" + name));
  }

  private static List<String> rows(String output, String table, String... columns) {
    return table(output, table)
        .selectExpr(columns.length == 0 ? new String[] {"*"} : columns)
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> ids(String output, String table) {
    return table(output, table).select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static void copy(String from, String to) throws IOException {
    FileUtils.copyDirectory(folder.resolve(from).toFile(), folder.resolve(to).toFile());
  }

  @Test
  void keepsWhatWasSeenFirstAndTheBestOfWhatArrivedTogether() {
    assertThat(ids("streamed", "corpus")).containsExactly("a1", "a2", "a3", "b6", "b7");
    assertThat(rows("streamed", "rejects", "concat_ws(' ', id, reasons[0].rule, duplicate_of) r"))
        .contains(
            "{\"r\":\"b1 near_duplicate a1\"}",
            "{\"r\":\"b2 exact_duplicate a2\"}",
            "{\"r\":\"a3 same_id a3\"}",
            "{\"r\":\"b4 url_duplicate a1\"}",
            "{\"r\":\"b5 near_duplicate b6\"}");
    assertThat(ofBoth.records()).isEqualTo(13);
    assertThat(ofBoth.unreadable()).isEqualTo(1);
    assertThat(ofBoth.kept()).isEqualTo(5);
    assertThat(stream("streamed", Map.of()).isFinished()).isTrue();
  }

  @Test
  void countsClustersOverAllMicroBatches() {
    assertThat(rows("streamed", "corpus", "concat(id, ' ', cluster_size) c"))
        .containsExactly(
            "{\"c\":\"a1 3\"}",
            "{\"c\":\"a2 2\"}",
            "{\"c\":\"a3 1\"}",
            "{\"c\":\"b6 2\"}",
            "{\"c\":\"b7 1\"}");
  }

  @Test
  void agreesWithABatchOnDocumentsThatAreLikeNoOther() {
    String alike =
        "id IN ('a1', 'b1', 'b4', 'a2', 'b2', 'a3', 'b5', 'b6')"; // and what they are like
    for (String table : List.of("documents", "corpus", "rejects")) {
      List<String> ofStream = outside(alike, "streamed", table);
      assertThat(ofStream).as(table).isNotEmpty().isEqualTo(outside(alike, "batch", table));
    }
  }

  private static List<String> outside(String alike, String output, String table) {
    return table(output, table)
        .where("id IS NULL OR NOT (" + alike + ")")
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void isReadByOtherJobsAsAnyPreparedFolder() {
    assertThat(
            Documents.read(
                    SPARK, List.of(path("streamed")), settings("streamed", Map.of()).ingest())
                .count())
        .isEqualTo(5);
    assertThat(folder.resolve("streamed/prepare.html")).isNotEmptyFile();
    assertThat(rows("streamed", "statistics")).isNotEmpty();
  }

  @Test
  void losesNothingAndHasNothingTwiceAfterAKillBeforeTheLastTable() throws IOException {
    losesNothingAndHasNothingTwiceAfterAKill(3);
  }

  /**
   * A run that was killed when so many tables had the second micro-batch, before Spark's commit.
   */
  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void losesNothingAndHasNothingTwiceAfterAKill(int written) throws IOException {
    String killed = "killed-" + written;
    copy("streamed", killed);
    Files.delete(folder.resolve(killed + "/manifest.json"));
    Files.delete(folder.resolve(killed + "/.checkpoint/commits/1"));
    Files.delete(folder.resolve(killed + "/.checkpoint/commits/.1.crc"));
    for (int i = 0; i < WRITTEN.size(); i++) {
      forgetVersionsAfter(i < written ? 1 : 0, killed + "/" + WRITTEN.get(i));
    }
    DeltaLog.clearCache();

    PrepareResult result = stream(killed, Map.of()).run(SPARK);

    assertThat(result).isEqualTo(ofBoth);
    for (String table : List.of("documents", "corpus", "rejects", "statistics", ".records")) {
      assertThat(rows(killed, table)).as(table).isEqualTo(rows("streamed", table));
    }
  }

  private static void forgetVersionsAfter(long version, String table) throws IOException {
    try (Stream<Path> log = Files.list(folder.resolve(table + "/_delta_log"))) {
      for (Path entry : log.toList()) {
        String name = entry.getFileName().toString().replaceFirst("^\\.", "");
        if (name.matches("\\d{20}\\..*") && Long.parseLong(name.substring(0, 20)) > version) {
          Files.delete(entry);
        }
      }
    }
  }

  @Test
  void badRecordsDoNotEndTheQueryButTheRunIfTheyAreTooMany() throws IOException {
    files.write("bad/1.jsonl", line("g1", "http://g/1", prose(11)) + "{no json\n{nor this\n");
    files.write("bad/2.txt.gz", "no gzip");
    Map<String, ?> strict = Map.of("prepare.input", List.of(path("bad")));

    assertThatThrownBy(() -> stream("bad-out", strict).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContainingAll("3 of 4 records cannot be read", "1.jsonl");
    assertThat(folder.resolve("bad-out/manifest.json")).doesNotExist();

    PrepareResult result =
        stream(
                "bad-out",
                Map.of("prepare.input", List.of(path("bad")), "ingest.max-bad-share", 0.8))
            .run(SPARK);
    assertThat(result.unreadable()).isEqualTo(3);
    assertThat(ids("bad-out", "corpus")).containsExactly("g1");
    assertThat(table("bad-out", "rejects").where("kind = 'unreadable'").collectAsList())
        .extracting(row -> name(row.getStruct(row.fieldIndex("origin")).getString(0)))
        .containsExactlyInAnyOrder("1.jsonl", "1.jsonl", "2.txt.gz");
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  @Test
  void removedDocumentsStayOutAndTheNextLikeThemStays() {
    assertThat(documentsLeft).containsExactly("a3", "a4");
    assertThat(corpusLeft).containsExactly("a3");

    stream("removed", Map.of()).run(SPARK);

    assertThat(ids("removed", "corpus")).containsExactly("a3", "b1", "b2", "b4", "b6", "b7");
    assertThat(ids("removed", "documents")).doesNotContain("a1", "a2");
  }

  @Test
  void refusesABatchInAStreamedFolderAndAStreamInABatchs() {
    refuses(batch("streamed", Map.of()), "prepare.stream.enabled", "--fresh");
    refuses(stream("batch", Map.of()), "prepare.stream.enabled", "--fresh");
  }

  @Test
  void refusesOtherRulesForLaterDocuments() {
    refuses(stream("streamed", Map.of("prepare.c4", true)), "prepare.c4", "--fresh");
  }

  @Test
  void refusesAFileThatHasChangedSinceItWasRead() throws IOException {
    Path file = folder.resolve("in/1.jsonl");
    FileTime read = Files.getLastModifiedTime(file);
    files.write("in/1.jsonl", FIRST + SECOND);
    try {
      refuses(stream("streamed", Map.of()), "1.jsonl", "has changed");
    } finally {
      files.write("in/1.jsonl", FIRST);
      Files.setLastModifiedTime(file, read);
    }
  }

  @Test
  void refusesTablesWithoutTheirCheckpoint() throws IOException {
    copy("streamed", "lost");
    FileUtils.deleteDirectory(folder.resolve("lost/.checkpoint").toFile());
    files.write("in-lost/1.jsonl", FIRST);
    DeltaLog.clearCache();

    refuses(stream("lost", Map.of("ingest.max-bad-share", 0.4)), ".checkpoint", "--fresh");
  }

  @Test
  void refusesAPreparedFolderAsAStreamOfFiles() {
    assertThatThrownBy(
            () -> stream("of-batch", Map.of("prepare.input", List.of(path("batch")))).run(SPARK))
        .hasMessageContainingAll("batch", "leave out --stream");
  }

  private static void refuses(Job<PrepareResult> job, String... words) {
    assertThatThrownBy(() -> job.run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll(words);
    assertThat(Path.of(job.output()).resolve("manifest.json")).exists();
  }

  @Test
  void namesOptionsThatDoNotGoTogether() {
    assertThatThrownBy(() -> settings("x", Map.of("prepare.stream.continuous", true)))
        .hasMessageContaining("need --stream");
    Map<String, Object> topic =
        Map.of("prepare.stream.kafka.servers", "a:1", "prepare.stream.kafka.topic", "t");
    assertThatThrownBy(() -> settings("x", topic))
        .hasMessageContaining("--topic need --stream, which reads what is there and ends");
    assertThatThrownBy(() -> stream("x", topic))
        .hasMessageContaining("give --input PATH, or --kafka SERVERS --topic T");
  }
}
