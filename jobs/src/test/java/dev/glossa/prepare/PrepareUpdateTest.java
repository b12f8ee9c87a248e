package dev.glossa.prepare;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in the folder of an earlier one ends with the tables of a run from scratch. */
class PrepareUpdateTest {

  private static final List<String> BOTH = List.of("a.jsonl", "b.jsonl");
  private static final List<String> TABLES =
      List.of("documents", "corpus", "rejects", "statistics");
  private static final Map<String, Object> VERIFIED =
      Map.of("prepare.deduplication.min-jaccard", 0.99);
  private static final String GERMAN =
      "Alle Menschen sind frei und gleich an Würde und Rechten geboren, und sie sollen einander im"
          + " Geist der Brüderlichkeit begegnen.";

  @TempDir static Path folder;
  private static final SparkSession SPARK = LocalSpark.session();
  private static InputFiles files;

  /** The result of a run over both files; another run was over the file a. */
  private static PrepareResult ofBoth;

  @BeforeAll
  static void prepareFromScratch() throws IOException {
    files = new InputFiles(folder);
    files.write(
        "a.jsonl",
        line("a1", "http://a/1", prose(1))
            + line("a2", "http://a/2", prose(2))
            + line("a3", "http://a/3", prose(3) + " Write to jane@example.org.")
            + line("a4", "http://a/4", "The end of the story, that we have with us.")
            + line("a5", "http://a/5", GERMAN)
            + "{no json\n");
    files.write(
        "b.jsonl",
        line("b1", "http://b/1", prose(1).replace("house", "Houses") + " And a last sentence.")
            + line("b2", "http://b/2", prose(2))
            + line("a3", "http://b/3", prose(4) + " It is longer than the other of this id.")
            + line("b4", "http://a/1", prose(5))
            + line("b5", "http://b/5", prose(6)));
    job("a", List.of("a.jsonl"), Map.of()).run(SPARK);
    ofBoth = job("ab", BOTH, Map.of()).run(SPARK);
  }

  private static PrepareJob job(String output, List<String> inputs, Map<String, ?> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.input", inputs.stream().map(name -> path(name)).toList());
    options.put("prepare.output", path(output));
    options.putIfAbsent("prepare.min-language-score", 0.5);
    options.put("ingest.max-bad-share", 0.3);
    return new PrepareJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void copy(String from, String to) throws IOException {
    FileUtils.copyDirectory(folder.resolve(from).toFile(), folder.resolve(to).toFile());
  }

  private static Dataset<Row> table(String output, String name) {
    return SPARK.read().format("delta").load(path(output + "/" + name));
  }

  private static void assertSameTables(String output, String expected) {
    for (String name : TABLES) {
      assertThat(rows(output, name)).as(name).isNotEmpty().isEqualTo(rows(expected, name));
    }
  }

  private static List<String> rows(String output, String table) {
    return table(output, table).toJSON().collectAsList().stream().sorted().toList();
  }

  private static List<String> ids(String output, String table) {
    return table(output, table).select("id").orderBy("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Each duplicate with its reason and the document that stays. */
  private static List<String> duplicates(String output) {
    return table(output, "rejects")
        .where("kind = 'duplicate'")
        .selectExpr("concat_ws(' ', id, reasons[0].rule, duplicate_of)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** What each transaction of the table of analyses did, and how many rows it wrote. */
  private static List<String> analyses(String output) {
    return DeltaTable.forPath(SPARK, path(output + "/.analysis"))
        .history()
        .orderBy("version")
        .selectExpr(
            "concat(operation, ' ', if(operation = 'WRITE', operationMetrics['numOutputRows'],"
                + " concat(operationMetrics['numTargetRowsUpdated'], ' updated')))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void newFilesAloneAreAnalysed() throws IOException {
    assertThat(ids("a", "corpus")).contains("a1", "a3");
    copy("a", "added");

    PrepareResult result = job("added", BOTH, Map.of()).run(SPARK);

    assertThat(result).isEqualTo(ofBoth);
    assertSameTables("added", "ab");
    // Six records of a and five of b, each with a row for the file.
    assertThat(analyses("added")).containsExactly("WRITE 7", "WRITE 6");
    assertThat(duplicates("a")).isEmpty();
    assertThat(duplicates("added"))
        .contains("a1 near_duplicate b1", "b2 exact_duplicate a2", "b4 url_duplicate b1");
  }

  /** With near duplicates verified besides, from stored texts. */
  @Test
  void otherBoundsAreHeldToWhatWasMeasuredAndOnlyNewLanguagesAreMeasured() throws IOException {
    Map<String, Object> others = new TreeMap<>(VERIFIED);
    others.putAll(
        Map.of(
            "prepare.languages",
            List.of("en", "de"),
            "prepare.min-language-score",
            0.6,
            "prepare.bounds",
            Map.of("all", Map.of("gopher_short_doc", 5), "en", Map.of("line_punct_ratio", 0.99))));
    copy("ab", "bounded");

    job("bounded", BOTH, others).run(SPARK);

    job("bounded-from-scratch", BOTH, others).run(SPARK);
    assertSameTables("bounded", "bounded-from-scratch");
    assertThat(rows("bounded", "rejects")).isNotEqualTo(rows("ab", "rejects"));
    assertThat(analyses("bounded")).containsExactly("WRITE 13", "MERGE 1 updated");
  }

  @Test
  void nearDuplicatesAreVerifiedFromStoredTexts() throws IOException {
    copy("ab", "verified");

    job("verified", BOTH, VERIFIED).run(SPARK);

    assertThat(duplicates("ab")).contains("a1 near_duplicate b1");
    assertThat(duplicates("verified")).isNotEmpty().noneMatch(row -> row.contains("near"));
    assertThat(analyses("verified")).isEqualTo(analyses("ab"));
  }

  @Test
  void removedDocumentsStayOut() throws IOException {
    files.write("remove.txt", "b1\n\n http://a/2 \nunknown\n");
    Map<String, ?> remove = Map.of("prepare.remove", path("remove.txt"));
    copy("a", "removed");

    job("removed", List.of("a.jsonl"), remove).run(SPARK);
    assertThat(ids("removed", "documents")).containsExactly("a1", "a3", "a4", "a5");
    assertThat(idsInFiles("removed")).contains("a1").doesNotContain("a2");
    job("removed", BOTH, Map.of()).run(SPARK);

    job("removed-from-scratch", BOTH, remove).run(SPARK);
    assertSameTables("removed", "removed-from-scratch");
    assertThat(ids("removed", "corpus")).contains("b2").doesNotContain("b1", "a2");
  }

  /** The ids in all Parquet files of tables with text, also those of earlier versions. */
  private static List<String> idsInFiles(String output) throws IOException {
    List<String> found = new ArrayList<>();
    for (String table : List.of(".analysis", "documents", "corpus", "rejects")) {
      try (Stream<Path> all = Files.list(folder.resolve(output).resolve(table))) {
        String[] parquet =
            all.map(Path::toString)
                .filter(name -> name.endsWith(".parquet"))
                .toArray(String[]::new);
        SPARK
            .read()
            .schema("id string")
            .parquet(parquet)
            .collectAsList()
            .forEach(row -> found.add(row.getString(0)));
      }
    }
    return found;
  }

  @Test
  void goesOnFromWhatAKilledRunLeft() throws IOException {
    copy("ab", "killed");
    Files.delete(folder.resolve("killed/manifest.json"));
    FileUtils.deleteDirectory(folder.resolve("killed/corpus/_delta_log").toFile());
    FileUtils.deleteDirectory(folder.resolve("killed/statistics").toFile());
    Files.createDirectories(folder.resolve("killed/_scratch/1"));
    files.write("killed/_scratch/1/part-00000.parquet", "half");
    files.write("killed/rejects/part-00009.parquet", "half");
    DeltaLog.clearCache();

    PrepareResult result = job("killed", BOTH, Map.of()).run(SPARK);

    assertThat(result).isEqualTo(ofBoth);
    assertSameTables("killed", "ab");
    assertThat(analyses("killed")).isEqualTo(analyses("ab"));
    assertThat(folder.resolve("killed/_scratch")).doesNotExist();
  }

  @Test
  void refusesInputsWithoutAFileThatWasRead() {
    refuses(job("ab", List.of("b.jsonl"), Map.of()), "The inputs lack", "a.jsonl", "--fresh");
  }

  @Test
  void refusesOtherSettingsOfTheAnalysis() {
    refuses(job("ab", BOTH, Map.of("prepare.parity", true)), "prepare.parity", "--fresh");
  }

  private static void refuses(PrepareJob job, String... words) {
    assertThatThrownBy(() -> job.run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll(words);
    assertThat(Path.of(job.output()).resolve("manifest.json")).exists();
  }

  @Test
  void badInputThatIsAddedLeavesTheOutputAsItWas() throws IOException {
    files.write("bad.jsonl", "{no json\n".repeat(20));
    copy("ab", "spared");

    assertThatThrownBy(
            () -> job("spared", List.of("a.jsonl", "b.jsonl", "bad.jsonl"), Map.of()).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT));

    assertThat(job("spared", BOTH, Map.of()).isFinished()).isTrue();
    assertThat(folder.resolve("spared/_scratch")).doesNotExist();
  }

  @Test
  void namesARuleThatIsNone() {
    assertThatThrownBy(
            () ->
                job(
                        "rule",
                        List.of("a.jsonl"),
                        Map.of("prepare.bounds", Map.of("en", Map.of("x", 1))))
                    .run(SPARK))
        .hasMessageContaining("Unknown rule 'x' of prepare.bounds.en: there are dup_para_frac");
  }
}
