package dev.glossa.prepare;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener of the session hears is what the tables have. */
class ObservedCountsTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final String SHORT = "The end of the story, that we have with us.";
  private static final String QUESTION =
      "Which of the four bridges over the river was built first, and by whom was it paid for?";

  @TempDir Path folder;
  private InputFiles files;
  private ObservedQueries observed;

  @BeforeEach
  void makeInput() throws IOException {
    files = new InputFiles(folder.resolve("in"));
    files.write(
        "1.jsonl",
        line("a1", "http://a/1", prose(1))
            + line("a2", "http://a/2", prose(1))
            + line("a3", "http://a/3", SHORT)
            + line("a4", "http://bad.example/4", prose(2))
            + line("a5", "http://a/5", prose(3) + " " + QUESTION)
            + line("a6", "http://a/6", "春天来了，河边的柳树发芽了，孩子们在草地上唱歌。".repeat(9))
            + "{no json\n");
    files.write(
        "2.jsonl",
        line("b1", "http://b/1", prose(1))
            + line("b2", "http://b/2", prose(4))
            + line("b3", "http://b/3", SHORT + " It is short."));
  }

  @BeforeEach
  void listen() {
    observed = new ObservedQueries(SPARK);
  }

  @AfterEach
  void endListening() {
    observed.close();
  }

  private PrepareSettings settings(Map<String, Object> others) throws IOException {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.input", List.of(folder.resolve("in").toString()));
    options.put("prepare.output", folder.resolve("out").toString());
    options.put("prepare.languages", List.of("en"));
    options.put("prepare.min-language-score", 0.5);
    options.put("ingest.max-bad-share", 0.5);
    options.put("prepare.block-lists.domains", List.of(file("domains", "bad.example\n")));
    options.put(
        "prepare.decontamination.input",
        List.of(file("bridges.jsonl", "{\"question\": \"" + QUESTION + "\"}\n")));
    return Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aBatchTellsWhatItWrites() throws Exception {
    new PrepareJob(settings(Map.of())).run(SPARK);

    assertThat(observed.of(ObservedCounts.CORPUS)).hasSize(1);
    assertThat(observed.of(ObservedCounts.REJECTS)).hasSize(1);
    holdToTables();
    assertThat(sums(observed.of(ObservedCounts.REJECTS), Outcome.KINDS))
        .allSatisfy((kind, records) -> assertThat(records).as(kind).isPositive());
  }

  @Test
  void aStreamTellsWhatEachMicroBatchAdds() throws Exception {
    new PrepareStreamJob(
            settings(
                Map.of("prepare.stream.enabled", true, "prepare.stream.max-files-per-batch", 1)))
        .run(SPARK);

    assertThat(observed.of(ObservedCounts.CORPUS)).hasSize(2);
    assertThat(observed.of(ObservedCounts.REJECTS)).hasSize(2);
    holdToTables();
  }

  @Test
  void aTableThatStaysEmptyHasCountsOfZero() throws Exception {
    Files.delete(folder.resolve("in/1.jsonl"));
    files.write("2.jsonl", line("b1", "http://b/1", prose(1)));

    new PrepareJob(settings(Map.of())).run(SPARK);

    assertThat(observed.of(ObservedCounts.REJECTS))
        .singleElement()
        .satisfies(
            counts -> {
              assertThat(counts.<Long>getAs("records")).isZero();
              assertThat(counts.<Long>getAs("gopher_short_doc")).isZero();
            });
  }

  private void holdToTables() throws Exception {
    List<Row> corpus = observed.of(ObservedCounts.CORPUS);
    List<Row> rejects = observed.of(ObservedCounts.REJECTS);
    assertThat(sums(corpus, List.of("documents")))
        .isEqualTo(Map.of("documents", table("corpus").count()));
    assertThat(sums(rejects, List.of("records")))
        .isEqualTo(Map.of("records", table("rejects").count()));
    assertThat(met(rejects, Outcome.KINDS)).isEqualTo(counts(table("rejects"), col("kind")));
    List<String> rules = new ArrayList<>(List.of(rejects.get(0).schema().fieldNames()));
    rules.remove("records");
    rules.removeAll(Outcome.KINDS);
    assertThat(met(rejects, rules))
        .isEqualTo(counts(table("rejects"), explode(col("reasons.rule"))));
  }

  private Dataset<Row> table(String name) {
    return SPARK.read().format("delta").load(folder.resolve("out").resolve(name).toString());
  }

  private static Map<String, Long> counts(Dataset<Row> rows, Column names) {
    return rows.select(names.as("name")).groupBy("name").count().collectAsList().stream()
        .collect(toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  /** The sums of columns over all that was observed. */
  private static Map<String, Long> sums(List<Row> observed, List<String> columns) {
    return columns.stream()
        .collect(
            toMap(
                column -> column,
                column -> observed.stream().mapToLong(row -> row.<Long>getAs(column)).sum()));
  }

  /** The same of those that are not 0. */
  private static Map<String, Long> met(List<Row> observed, List<String> columns) {
    Map<String, Long> sums = sums(observed, columns);
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }
}
