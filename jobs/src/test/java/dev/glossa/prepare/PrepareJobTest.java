package dev.glossa.prepare;

import static dev.glossa.ingest.InputFiles.cut;
import static dev.glossa.ingest.InputFiles.gzip;
import static dev.glossa.ingest.InputFiles.join;
import static dev.glossa.ingest.InputFiles.response;
import static dev.glossa.ingest.InputFiles.utf8;
import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareJobTest {

  @TempDir Path folder;
  private final SparkSession spark = LocalSpark.session();
  private InputFiles files;
  private String input;

  @BeforeEach
  void makeFolder() {
    input = folder.resolve("in").toString();
    files = new InputFiles(folder.resolve("in"));
  }

  private PrepareJob job(String output, Map<String, Object> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put("prepare.input", List.of(input));
    options.put("prepare.output", folder.resolve(output).toString());
    return new PrepareJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private PrepareResult prepare() {
    return job("out", Map.of()).run(spark);
  }

  private List<Row> table(String output, String name, String... columns) {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(name).toString())
        .selectExpr(columns)
        .orderBy(columns[0])
        .collectAsList();
  }

  private List<String> rows(String output, String name) {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(name).toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** spaCy has two words in "can't", ICU one. */
  @Test
  void countsWordsAsDatatroveDoes() throws IOException {
    files.write("a.jsonl", line("a", "http://a", prose(1) + " They can."));
    files.write("b.jsonl", line("b", "http://b", prose(1) + " They can't."));
    prepare();
    List<Double> words =
        table("out", "documents", "id", "measures['gopher_short_doc']").stream()
            .map(row -> row.getDouble(1))
            .toList();
    assertThat(words.get(1)).isEqualTo(words.get(0) + 1);
  }

  @Test
  void keepsGoodTextAndWritesItsColumns() throws IOException {
    files.write(
        "a.jsonl",
        "{\"url\": \"http://a\", \"lang\": \"de\", \"source\": \"s\", \"text\": \""
            + prose(1).replace("\n", "\\n")
            + " Write to jane@example.org.\"}");
    PrepareResult result = prepare();
    assertThat(result.kept()).isEqualTo(1);
    String text = prose(1) + " Write to jane@example.org.";
    assertThat(
            table(
                "out",
                "corpus",
                "id",
                "url",
                "language",
                "text",
                "cluster_size",
                "metadata['lang']"))
        .extracting(Row::mkString)
        .containsExactly(
            String.join(
                "",
                ContentHash.documentId("http://a", text),
                "http://a",
                "en",
                text.replace("jane@example.org", "<EMAIL>"),
                "1",
                "de"));
    assertThat(
            table(
                "out", "documents", "text", "content_hash", "size(measures) > 20", "origin.offset"))
        .extracting(Row::mkString)
        .containsExactly(text + ContentHash.of(text) + "true0");
    assertThat(result.redactions()).containsExactly(new PrepareResult.RedactionCount("EMAIL", 1));
    assertThat(table("out", "statistics", "rule", "lower", "count"))
        .extracting(row -> row.getString(0))
        .contains("line_punct_ratio", "language_score", "duplicated_10_n_grams");
  }

  @Test
  void recordsEveryFailedRuleWithValueAndBound() throws IOException {
    files.write("a.jsonl", line("short", "u", "The end of the story, that we have with us."));
    prepare();
    assertThat(
            table(
                "out",
                "rejects",
                "kind",
                "inline(filter(reasons, r -> r.rule = 'gopher_short_doc'))"))
        .extracting(Row::mkString)
        .containsExactly("rulegopher_short_doc10.050.0");
    assertThat(table("out", "corpus", "id")).isEmpty();
  }

  @Test
  void keepsOneDocumentOfEveryClusterAndNamesIt() throws IOException {
    String changed = prose(1).replace("music", "music,").replace("house", "Houses");
    files.write(
        "a.jsonl",
        line("a", "http://1", prose(1))
            + line("b", "http://2", prose(1))
            + line("c", "http://3", changed + " And one more sentence at its very end.")
            + line("d", "http://4", prose(2))
            + line("e", "http://4", prose(3)));
    // Of a told language every score is 1, so that the longest stays.
    PrepareResult result = job("out", Map.of("prepare.language", "en")).run(spark);
    assertThat(result.languages().get(0).duplicates()).isEqualTo(3);
    assertThat(table("out", "rejects", "id", "kind", "duplicate_of", "reasons[0].rule"))
        .extracting(row -> row.getString(0), row -> row.getString(2), row -> row.getString(3))
        .contains(tuple("b", "c", "exact_duplicate"), tuple("a", "c", "near_duplicate"))
        .anyMatch(row -> row.toList().get(2).equals("url_duplicate"));
    assertThat(table("out", "corpus", "id", "cluster_size"))
        .filteredOn(row -> row.getString(0).equals("c"))
        .singleElement()
        .extracting(row -> row.getLong(1))
        .isEqualTo(3L);
  }

  @Test
  void verifiesNearDuplicatesIfTold() throws IOException {
    files.write(
        "a.jsonl",
        line("a", "http://1", prose(1))
            + line("b", "http://2", prose(1) + " And a last sentence at the very end.")
            + line("c", "http://3", prose(1).replace("house", "Houses").replace("music", "Songs")));
    job("out", Map.of("prepare.language", "en", "prepare.deduplication.min-jaccard", 0.9))
        .run(spark);
    assertThat(table("out", "corpus", "id", "cluster_size"))
        .extracting(Row::mkString)
        .containsExactlyInAnyOrder("b2", "c1");
  }

  @Test
  void rejectsAnotherTextOfTheSameIdAndKeepsOneRowAnId() throws IOException {
    files.write(
        "a.jsonl",
        line("a", "http://1", prose(1))
            + line("a", "http://2", prose(2))
            + line("b", "http://3", prose(3))
            + line("b", "http://3", prose(3)));
    prepare();
    assertThat(table("out", "documents", "id"))
        .extracting(row -> row.getString(0))
        .containsExactly("a", "b");
    assertThat(table("out", "rejects", "id", "reasons[0].rule", "duplicate_of"))
        .extracting(Row::mkString)
        .containsExactly("asame_ida", "bexact_duplicateb");
    assertThat(table("out", "corpus", "id", "cluster_size"))
        .extracting(Row::mkString)
        .containsExactly("a1", "b2");
  }

  @Test
  void rejectsOtherLanguagesUnlessToldTheLanguage() throws IOException {
    files.write(
        "a.jsonl",
        line("a", "u", "Alle Menschen sind frei und gleich an Würde und Rechten geboren.")
            + line("b", "v", prose(1)));
    prepare();
    assertThat(table("out", "rejects", "id", "kind", "language", "message"))
        .extracting(Row::mkString)
        .containsExactly("alanguagedede is not among prepare.languages");
    PrepareResult told = job("told", Map.of("prepare.language", "sw")).run(spark);
    assertThat(told.languages())
        .extracting(PrepareResult.LanguageCount::language)
        .containsExactly("sw");
  }

  @Test
  void processesTheGoodRestOfBadInput() throws IOException {
    String good =
        IntStream.range(0, 40)
            .mapToObj(i -> line("g" + i, "http://g/" + i, prose(100 + i)))
            .collect(Collectors.joining());
    files.write("good.jsonl", good);
    byte[] member = gzip(utf8(line("z", "http://z", prose(7))));
    files.write("cut.jsonl.gz", cut(member, member.length - 12));
    files.write("not.jsonl.gz", "no gzip at all");
    files.write(
        "bad.jsonl",
        join(
            utf8("{no json\n{\"text\": \"\"}\n{\"text\": \""),
            new byte[] {(byte) 0xFF},
            utf8("\"}\n")));
    byte[] page = response("http://w/1", utf8("<p>" + prose(9) + "</p>"));
    files.write("a.warc", join(page, cut(page, page.length / 2)));
    PrepareResult result = job("out", Map.of("ingest.max-bad-share", 0.2)).run(spark);
    assertThat(result.unreadable()).isEqualTo(6);
    assertThat(result.kept()).isEqualTo(41);
    assertThat(
            table("out", "rejects", "origin.file", "kind", "message").stream()
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
    files.write("good.jsonl", line("a", "u", prose(1)));
    files.write("bad.jsonl", "{no json\n");
    assertThatThrownBy(this::prepare)
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("1 of 2 records cannot be read (50.00 %)")
        .hasMessageContaining("bad.jsonl");
  }

  @Test
  void endsWithoutAnyDocument() throws IOException {
    files.write("empty.jsonl", "\n\n");
    assertThatThrownBy(this::prepare)
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT));
  }

  @Test
  void refusesAPathThatMatchesNothing() {
    assertThatThrownBy(this::prepare)
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void doesNotDependOnFilesOrPartitions() throws IOException {
    List<String> lines =
        IntStream.range(0, 30)
            .mapToObj(i -> line("d" + i, "http://d/" + i, prose(i % 20)))
            .toList();
    files.write("a.jsonl", String.join("", lines));
    PrepareResult first = prepare();
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      PrepareResult second = job("again", Map.of()).run(spark);
      assertThat(second).isEqualTo(first);
      for (String name : List.of("documents", "corpus", "rejects", "statistics")) {
        assertThat(rows("again", name)).as(name).isEqualTo(rows("out", name));
      }
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", "3");
    }
  }

  @Test
  void doesNothingTheSecondTime() throws IOException {
    files.write("a.jsonl", line("a", "u", prose(1)));
    PrepareResult first = prepare();
    assertThat(job("out", Map.of()).isFinished()).isTrue();
    assertThat(prepare()).isEqualTo(first);
  }

  @Test
  void exportsTheCorpus() throws IOException {
    files.write("a.jsonl", line("a", "u", prose(1)));
    job("out", Map.of("prepare.export", "jsonl")).run(spark);
    assertThat(
            spark
                .read()
                .json(folder.resolve("out/export").toString())
                .select("text")
                .head()
                .getString(0))
        .isEqualTo(prose(1));
  }
}
