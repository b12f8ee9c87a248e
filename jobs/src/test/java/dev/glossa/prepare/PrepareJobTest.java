package dev.glossa.prepare;

import static dev.glossa.ingest.InputFiles.cut;
import static dev.glossa.ingest.InputFiles.gzip;
import static dev.glossa.ingest.InputFiles.join;
import static dev.glossa.ingest.InputFiles.response;
import static dev.glossa.ingest.InputFiles.utf8;
import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.glossa.LocalSpark;
import dev.glossa.dedup.ContentHash;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run over a folder in which each file is a case, and runs with settings of their own. */
class PrepareJobTest {

  private static final SparkSession SPARK = LocalSpark.session();

  private static final Map<String, Object> SETTINGS =
      Map.of("ingest.max-bad-share", 0.2, "prepare.export", "jsonl");

  @TempDir static Path folder;
  private static InputFiles files;
  private static PrepareResult result;

  @BeforeAll
  static void prepareOnce() throws IOException {
    files = new InputFiles(folder);
    files.write(
        "in/words.jsonl",
        line("can", "http://can", prose(50) + " They can.")
            + line("cannot", "http://cannot", prose(50) + " They can't."));
    files.write(
        "in/good.jsonl",
        "{\"url\": \"http://good\", \"lang\": \"de\", \"source\": \"s\", \"text\": \""
            + prose(51).replace("\n", "\\n")
            + " Write to jane@example.org.\"}");
    files.write(
        "in/short.jsonl", line("short", "u", "The end of the story, that we have with us."));
    files.write(
        "in/ids.jsonl",
        line("a", "http://1", prose(52))
            + line("a", "http://2", prose(53))
            + line("b", "http://3", prose(54))
            + line("b", "http://3", prose(54)));
    files.write(
        "in/languages.jsonl",
        line("de", "v", "Alle Menschen sind frei und gleich an Würde und Rechten geboren.")
            + line("en", "w", prose(55)));
    files.write("in/repeated.jsonl", lines(30, "d", i -> prose(i % 20)));
    files.write("in/bad/good.jsonl", lines(40, "g", i -> prose(100 + i)));
    byte[] member = gzip(utf8(line("z", "http://z", prose(56))));
    files.write("in/bad/cut.jsonl.gz", cut(member, member.length - 12));
    files.write("in/bad/not.jsonl.gz", "no gzip at all");
    files.write(
        "in/bad/bad.jsonl",
        join(
            utf8("{no json\n{\"text\": \"\"}\n{\"text\": \""),
            new byte[] {(byte) 0xFF},
            utf8("\"}\n")));
    byte[] page = response("http://w/1", utf8("<p>" + prose(57) + "</p>"));
    files.write("in/bad/a.warc", join(page, cut(page, page.length / 2)));
    result = job("in", "out", SETTINGS).run(SPARK);
  }

  private static String lines(int count, String id, IntFunction<String> text) {
    return IntStream.range(0, count)
        .mapToObj(i -> line(id + i, "http://" + id + "/" + i, text.apply(i)))
        .collect(Collectors.joining());
  }

  private static PrepareJob job(String input, String output, Map<String, Object> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.input", List.of(folder.resolve(input).toString()));
    options.put("prepare.output", folder.resolve(output).toString());
    return new PrepareJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private static Dataset<Row> table(String output, String name) {
    return SPARK.read().format("delta").load(folder.resolve(output).resolve(name).toString());
  }

  private static List<Row> rows(Dataset<Row> table, String... columns) {
    return table.selectExpr(columns).orderBy(columns[0]).collectAsList();
  }

  /** What a table says of the records of a file or folder. */
  private static List<Row> of(String input, String table, String... columns) {
    return rows(from(input, table), columns);
  }

  private static Dataset<Row> from(String input, String table) {
    return table("out", table).where(col("origin.file").contains("/in/" + input));
  }

  /** The same of the corpus, which does not know files. */
  private static List<Row> corpusOf(String input, String... columns) {
    Dataset<Row> ids = from(input, "documents").select("id");
    return rows(table("out", "corpus").join(ids, "id", "left_semi"), columns);
  }

  private static List<String> sorted(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }

  /** spaCy has two words in "can't", ICU one. */
  @Test
  void countsWordsAsDatatroveDoes() {
    List<Double> words =
        of("words.jsonl", "documents", "id", "measures['gopher_short_doc']").stream()
            .map(row -> row.getDouble(1))
            .toList();
    assertThat(words).hasSize(2);
    assertThat(words.get(1)).isEqualTo(words.get(0) + 1);
  }

  @Test
  void keepsGoodTextAndWritesItsColumns() {
    String text = prose(51) + " Write to jane@example.org.";
    assertThat(
            corpusOf(
                "good.jsonl", "id", "url", "language", "text", "cluster_size", "metadata['lang']"))
        .extracting(Row::mkString)
        .containsExactly(
            String.join(
                "",
                ContentHash.documentId("http://good", text),
                "http://good",
                "en",
                text.replace("jane@example.org", "<EMAIL>"),
                "1",
                "de"));
    assertThat(
            of(
                "good.jsonl",
                "documents",
                "text",
                "content_hash",
                "size(measures) > 20",
                "origin.offset"))
        .extracting(Row::mkString)
        .containsExactly(text + ContentHash.of(text) + "true0");
    assertThat(result.redactions()).containsExactly(new PrepareResult.RedactionCount("EMAIL", 1));
    assertThat(rows(table("out", "statistics"), "rule", "lower", "count"))
        .extracting(row -> row.getString(0))
        .contains("line_punct_ratio", "language_score", "duplicated_10_n_grams");
  }

  @Test
  void recordsEveryFailedRuleWithValueAndBound() {
    assertThat(
            of(
                "short.jsonl",
                "rejects",
                "kind",
                "inline(filter(reasons, r -> r.rule = 'gopher_short_doc'))"))
        .extracting(Row::mkString)
        .containsExactly("rulegopher_short_doc10.050.0");
    assertThat(corpusOf("short.jsonl", "id")).isEmpty();
  }

  @Test
  void keepsOneDocumentOfEveryClusterAndNamesIt() throws IOException {
    String changed = prose(1).replace("music", "music,").replace("house", "Houses");
    files.write(
        "clusters/a.jsonl",
        line("a", "http://1", prose(1))
            + line("b", "http://2", prose(1))
            + line("c", "http://3", changed + " And one more sentence at its very end.")
            + line("d", "http://4", prose(2))
            + line("e", "http://4", prose(3)));
    // Of a told language every score is 1, so that the longest stays.
    PrepareResult ofClusters =
        job("clusters", "unlike", Map.of("prepare.language", "en")).run(SPARK);
    assertThat(ofClusters.languages().get(0).duplicates()).isEqualTo(3);
    assertThat(rows(table("unlike", "rejects"), "id", "kind", "duplicate_of", "reasons[0].rule"))
        .extracting(row -> row.getString(0), row -> row.getString(2), row -> row.getString(3))
        .contains(tuple("b", "c", "exact_duplicate"), tuple("a", "c", "near_duplicate"))
        .anyMatch(row -> row.toList().get(2).equals("url_duplicate"));
    assertThat(rows(table("unlike", "corpus"), "id", "cluster_size"))
        .filteredOn(row -> row.getString(0).equals("c"))
        .singleElement()
        .extracting(row -> row.getLong(1))
        .isEqualTo(3L);
  }

  @Test
  void verifiesNearDuplicatesIfTold() throws IOException {
    files.write(
        "near/a.jsonl",
        line("a", "http://1", prose(1))
            + line("b", "http://2", prose(1) + " And a last sentence at the very end.")
            + line("c", "http://3", prose(1).replace("house", "Houses").replace("music", "Songs")));
    job(
            "near",
            "verified",
            Map.of("prepare.language", "en", "prepare.deduplication.min-jaccard", 0.9))
        .run(SPARK);
    assertThat(rows(table("verified", "corpus"), "id", "cluster_size"))
        .extracting(Row::mkString)
        .containsExactlyInAnyOrder("b2", "c1");
  }

  @Test
  void rejectsAnotherTextOfTheSameIdAndKeepsOneRowAnId() {
    assertThat(of("ids.jsonl", "documents", "id"))
        .extracting(row -> row.getString(0))
        .containsExactly("a", "b");
    assertThat(of("ids.jsonl", "rejects", "id", "reasons[0].rule", "duplicate_of"))
        .extracting(Row::mkString)
        .containsExactly("asame_ida", "bexact_duplicateb");
    assertThat(corpusOf("ids.jsonl", "id", "cluster_size"))
        .extracting(Row::mkString)
        .containsExactly("a1", "b2");
  }

  @Test
  void rejectsOtherLanguagesUnlessToldTheLanguage() {
    assertThat(of("languages.jsonl", "rejects", "id", "kind", "language", "message"))
        .extracting(Row::mkString)
        .containsExactly("delanguagedede is not among prepare.languages");
    PrepareResult told =
        job("in/languages.jsonl", "told", Map.of("prepare.language", "sw")).run(SPARK);
    assertThat(told.languages())
        .extracting(PrepareResult.LanguageCount::language)
        .containsExactly("sw");
  }

  @Test
  void processesTheGoodRestOfBadInput() {
    assertThat(result.unreadable()).isEqualTo(6);
    assertThat(corpusOf("bad/", "id")).hasSize(41);
    assertThat(
            of("bad/", "rejects", "origin.file", "kind", "message").stream()
                .map(row -> Path.of(row.getString(0)).getFileName() + " " + row.getString(1))
                .toList())
        .containsExactlyInAnyOrder(
            "a.warc unreadable",
            "bad.jsonl unreadable",
            "bad.jsonl unreadable",
            "bad.jsonl unreadable",
            "cut.jsonl.gz unreadable",
            "not.jsonl.gz unreadable");
  }

  @Test
  void namesTheFilesWhenTooMuchIsBad() throws IOException {
    files.write("half/good.jsonl", line("a", "u", prose(1)));
    files.write("half/bad.jsonl", "{no json\n");
    assertThatThrownBy(() -> job("half", "of-half", Map.of()).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("1 of 2 records cannot be read (50.00 %)")
        .hasMessageContaining("bad.jsonl");
  }

  @Test
  void endsWithoutAnyDocument() throws IOException {
    files.write("blank/empty.jsonl", "\n\n");
    assertThatThrownBy(() -> job("blank", "of-blank", Map.of()).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT));
  }

  @Test
  void refusesAPathThatMatchesNothing() {
    assertThatThrownBy(() -> job("missing", "of-missing", Map.of()).run(SPARK))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void doesNotDependOnFilesOrPartitions() {
    SPARK.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      assertThat(job("in", "again", SETTINGS).run(SPARK)).isEqualTo(result);
      assertThat(of("repeated.jsonl", "rejects", "id")).hasSize(10);
      for (String name : List.of("documents", "corpus", "rejects", "statistics")) {
        assertThat(sorted(table("again", name)))
            .as(name)
            .isNotEmpty()
            .isEqualTo(sorted(table("out", name)));
      }
    } finally {
      SPARK.conf().set("spark.sql.shuffle.partitions", "3");
    }
  }

  @Test
  void doesNothingTheSecondTime() {
    PrepareJob again = job("in", "out", SETTINGS);
    assertThat(again.isFinished()).isTrue();
    assertThat(again.run(SPARK)).isEqualTo(result);
  }

  @Test
  void exportsTheCorpus() {
    assertThat(sorted(SPARK.read().json(folder.resolve("out/export").toString()).select("text")))
        .isNotEmpty()
        .isEqualTo(sorted(table("out", "corpus").select("text")));
  }
}
