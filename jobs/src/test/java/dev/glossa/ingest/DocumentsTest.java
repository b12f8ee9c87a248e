package dev.glossa.ingest;

import static dev.glossa.ingest.InputFiles.cut;
import static dev.glossa.ingest.InputFiles.gzip;
import static dev.glossa.ingest.InputFiles.join;
import static dev.glossa.ingest.InputFiles.response;
import static dev.glossa.ingest.InputFiles.utf8;
import static dev.glossa.ingest.InputFiles.zstd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings.TextDocuments;
import dev.glossa.job.ByteSize;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

  private static final IngestSettings SETTINGS =
      new IngestSettings(new ByteSize(1 << 20), 0.01, TextDocuments.FILE, DocumentFields.USUAL);
  private static final String TWO_LINES = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
  private static final String PAGE =
      "<p>A paragraph that is long enough to be taken for the content of the page, number %d.</p>";

  @TempDir Path folder;
  private final SparkSession spark = LocalSpark.session();
  private InputFiles files;

  @BeforeEach
  void makeFolder() {
    files = new InputFiles(folder);
  }

  private List<Row> read(Path path) {
    return Documents.read(spark, List.of(path.toString()), SETTINGS)
        .orderBy("origin")
        .collectAsList();
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.isNullAt(6))
        .map(row -> row.<String>getAs("text"))
        .toList();
  }

  private static List<String> errors(List<Row> rows) {
    return rows.stream()
        .filter(row -> !row.isNullAt(6))
        .map(row -> row.<String>getAs("error"))
        .toList();
  }

  @Test
  void readsFieldsOfJsonLines() throws IOException {
    Path file =
        files.write(
            "a.jsonl",
            "{\"id\": 7, \"url\": \"u\", \"lang\": \"hin_Deva\", \"text\": \"पाठ\", \"score\": 0.5,"
                + " \"tags\": [\"x\"], \"none\": null}\n\n");
    Row row = read(file).get(0);
    assertThat(row.<String>getAs("id")).isEqualTo("7");
    assertThat(row.<String>getAs("url")).isEqualTo("u");
    assertThat(row.<String>getAs("language")).isEqualTo("hin_Deva");
    assertThat(row.<String>getAs("text")).isEqualTo("पाठ");
    assertThat(row.getJavaMap(4)).isEqualTo(java.util.Map.of("score", "0.5", "tags", "[\"x\"]"));
    assertThat(row.getStruct(5).getString(0)).endsWith("a.jsonl");
    assertThat(row.getStruct(5).getLong(1)).isZero();
  }

  @Test
  void readsFieldsOfOtherNames() throws IOException {
    IngestSettings named =
        new IngestSettings(
            new ByteSize(1 << 20),
            0.01,
            TextDocuments.FILE,
            new DocumentFields("content", "meta.id", "source.url", List.of("iso", "meta.lang")));
    files.write(
        "a.jsonl",
        "{\"content\": \"eins\", \"text\": \"x\", \"meta\": {\"id\": 1, \"lang\": \"de\"}}\n"
            + "{\"text\": \"no content\"}\n");
    spark
        .sql("SELECT 'zwei' AS content, named_struct('url', 'u') AS source, 'de' AS iso")
        .write()
        .parquet(folder.resolve("p").toString());
    List<Row> rows =
        Documents.read(
                spark,
                List.of(folder.resolve("a.jsonl").toString(), folder.resolve("p").toString()),
                named)
            .orderBy("text")
            .collectAsList();
    assertThat(texts(rows)).containsExactly("eins", "zwei");
    assertThat(errors(rows)).containsExactly("no text in the field 'content'");
    Row eins = rows.get(0);
    assertThat(eins.<String>getAs("id")).isEqualTo("1");
    assertThat(eins.<String>getAs("language")).isEqualTo("de");
    assertThat(eins.getJavaMap(4))
        .isEqualTo(java.util.Map.of("text", "x", "meta", "{\"id\":1,\"lang\":\"de\"}"));
    assertThat(rows.get(1).<String>getAs("url")).isEqualTo("u");
    assertThat(rows.get(1).<String>getAs("language")).isEqualTo("de");
  }

  @Test
  void readsCompressedFilesOfSeveralMembers() throws IOException {
    files.write("a.jsonl.gz", join(gzip(utf8(TWO_LINES)), gzip(utf8("{\"text\": \"three\"}"))));
    files.write("b.jsonl.zst", zstd(utf8(TWO_LINES)));
    assertThat(texts(read(folder))).containsExactly("one", "two", "three", "one", "two");
  }

  @Test
  void keepsTheLinesBeforeACutAndSaysWhereItIs() throws IOException {
    String lines =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{\"text\": \"line " + i * 7919L % 10007 + "\"}\n")
            .collect(Collectors.joining());
    byte[] whole = gzip(utf8(lines));
    Path file = files.write("cut.jsonl.gz", cut(whole, whole.length / 2));
    List<Row> rows = read(file);
    assertThat(texts(rows)).hasSizeGreaterThan(5_000).startsWith("line 0", "line 7919");
    assertThat(errors(rows)).singleElement().asString().startsWith("the file breaks off");
  }

  @Test
  void countsAFileThatIsJsonButNotJsonLinesAsOne() throws IOException {
    String document = "{\"sources\": [\n  \"a\",\n  \"b\"\n]}\n";
    files.write("a.json", document);
    files.write("b.json.gz", gzip(utf8(document)));
    assertThat(errors(read(folder)))
        .hasSize(2)
        .allMatch(error -> error.contains("one JSON document over several lines"));
  }

  @Test
  void readsJsonLinesThatAreNamedJson() throws IOException {
    files.write("a.json", TWO_LINES);
    files.write("b.json", "{\"text\": \n" + TWO_LINES);
    files.write("c.json", "{\n\"text\": \"no line\"}\n" + TWO_LINES);
    List<Row> rows = read(folder);
    assertThat(texts(rows)).containsExactly("one", "two", "one", "two", "one", "two");
    assertThat(errors(rows)).hasSize(3).allMatch(error -> error.startsWith("no JSON"));
  }

  @Test
  void rejectsLinesThatAreNoDocuments() throws IOException {
    Path file =
        files.write(
            "bad.jsonl",
            join(
                utf8(TWO_LINES + "{\"text\": \n[1]\n{\"text\": \"  \"}\n{\"title\": \"x\"}\n"),
                utf8("{\"text\": \"\\ud800\"}\n{\"text\": \""),
                new byte[] {(byte) 0xC3, (byte) 0x28},
                utf8("\"}\n{\"text\": \"" + "x".repeat(2 << 20) + "\"}\n{\"text\": \"three\"}")));
    List<Row> rows = read(file);
    assertThat(texts(rows)).containsExactly("one", "two", "three");
    assertThat(errors(rows))
        .extracting(error -> error.split(":")[0])
        .containsExactly(
            "no JSON",
            "no JSON object",
            "no text in the field 'text'",
            "no text in the field 'text'",
            "half a surrogate pair in the field 'text'",
            "no UTF-8",
            "larger than ingest.max-record-size (1048576 bytes)");
    assertThat(rows.get(2).<String>getAs("text")).isEqualTo("{\"text\": ");
  }

  @Test
  void readsPagesOfWarcFiles() throws IOException {
    byte[] image = utf8("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nabc");
    byte[] missing = utf8("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No</p>");
    Path file =
        files.write(
            "a.warc.gz",
            join(
                gzip(response("http://a/1", utf8(PAGE.formatted(1)))),
                gzip(InputFiles.record("response", "http://a/2", "application/http", image)),
                gzip(InputFiles.record("response", "http://a/3", "application/http", missing)),
                gzip(response("http://a/4", utf8(PAGE.formatted(4))))));
    assertThat(read(file))
        .extracting(row -> row.getAs("url"), row -> row.getAs("text"))
        .containsExactly(
            tuple("http://a/1", PAGE.formatted(1).replaceAll("<.*?>", "")),
            tuple("http://a/4", PAGE.formatted(4).replaceAll("<.*?>", "")));
  }

  @Test
  void readsConversionsOfWetFiles() throws IOException {
    Path file =
        files.write(
            "a.warc.wet.gz",
            gzip(InputFiles.record("conversion", "http://a/1", "text/plain", utf8("plain text"))));
    assertThat(texts(read(file))).containsExactly("plain text");
  }

  @Test
  void goesOnBehindACompressedRecordCutShort() throws IOException {
    byte[] first = gzip(response("http://a/1", utf8(PAGE.formatted(1))));
    byte[] second = gzip(response("http://a/2", utf8(PAGE.formatted(2).repeat(20))));
    byte[] third = gzip(response("http://a/3", utf8(PAGE.formatted(3))));
    Path file = files.write("a.warc.gz", join(first, cut(second, second.length / 2), third, third));
    List<Row> rows = read(file);
    assertThat(rows)
        .filteredOn(row -> row.isNullAt(6))
        .extracting(row -> row.getAs("url"))
        .containsExactly("http://a/1", "http://a/3", "http://a/3");
    assertThat(errors(rows)).singleElement().asString().startsWith("a WARC record is damaged");
  }

  @Test
  void goesOnBehindAPlainRecordCutShort() throws IOException {
    byte[] first = response("http://a/1", utf8(PAGE.formatted(1)));
    byte[] second = response("http://a/2", utf8(PAGE.formatted(2).repeat(20)));
    byte[] third = response("http://a/3", utf8(PAGE.formatted(3)));
    Path file =
        files.write(
            "a.warc", join(first, cut(second, second.length / 2), utf8("\r\n"), third, third));
    List<Row> rows = read(file);
    assertThat(rows)
        .filteredOn(row -> row.isNullAt(6))
        .extracting(row -> row.getAs("url"))
        .containsExactly("http://a/1", "http://a/3", "http://a/3");
    assertThat(errors(rows)).singleElement().asString().startsWith("a WARC record is damaged");
  }

  @Test
  void saysThatTheLastRecordIsCutShort() throws IOException {
    byte[] first = gzip(response("http://a/1", utf8(PAGE.formatted(1))));
    byte[] second = gzip(response("http://a/2", utf8(PAGE.formatted(2).repeat(20))));
    List<Row> rows = read(files.write("a.warc.gz", join(first, cut(second, second.length / 2))));
    assertThat(texts(rows)).hasSize(1);
    assertThat(errors(rows)).hasSize(1);
  }

  @Test
  void findsTheCharsetOfAPage() throws IOException {
    String page =
        "<meta charset='iso-8859-1'><p>Une page écrite en français, avec des accents, assez longue"
            + " pour être gardée.</p>";
    byte[] latin = page.getBytes(StandardCharsets.ISO_8859_1);
    byte[] undeclared = page.substring(27).getBytes(StandardCharsets.ISO_8859_1);
    Path file =
        files.write(
            "a.warc", join(response("http://a/1", latin), response("http://a/2", undeclared)));
    List<Row> rows = read(file);
    assertThat(texts(rows)).hasSize(2).allMatch(text -> text.contains("écrite en français"));
  }

  @Test
  void refusesHostilePagesAndReadsTheOthers() throws IOException {
    byte[] deep = utf8("<div>".repeat(100_000) + PAGE.formatted(1));
    byte[] laughs = utf8("<!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><p>&b;</p>");
    Path file =
        files.write(
            "a.warc",
            join(
                response("http://a/1", deep),
                response("http://a/2", laughs),
                response("http://a/3", utf8(PAGE.formatted(3)))));
    List<Row> rows = read(file);
    assertThat(errors(rows))
        .containsExactly(
            "the page nests more than 10000 elements",
            "the page declares entities of its own, which are not expanded");
    assertThat(rows.get(0).<String>getAs("text")).hasSize(1024).startsWith("<div><div>");
    assertThat(texts(rows)).singleElement().asString().contains("number 3");
  }

  @Test
  void refusesTextOfControlCharacters() throws IOException {
    Path file =
        files.write(
            "a.jsonl",
            "{\"text\": \"\\u0000\\u0000\\u0001binary\"}\n"
                + "{\"text\": \"\\u202e\\u202e\\u202etxt\"}\n"
                + "{\"text\": \"a lone \\u0000 in a long text, or \\u2068isolates\\u2069\"}\n");
    List<Row> rows = read(file);
    assertThat(errors(rows))
        .hasSize(2)
        .allMatch("more than a tenth of the text is control characters"::equals);
    assertThat(texts(rows)).singleElement().asString().startsWith("a lone");
  }

  @Test
  void readsTextFilesAsDocumentsOrByLine() throws IOException {
    Path file = files.write("a.txt", "first line\nsecond line\n");
    assertThat(texts(read(file))).containsExactly("first line\nsecond line\n");
    IngestSettings byLine =
        new IngestSettings(new ByteSize(1 << 20), 0.01, TextDocuments.LINE, DocumentFields.USUAL);
    assertThat(texts(Documents.read(spark, List.of(file.toString()), byLine).collectAsList()))
        .containsExactly("first line", "second line");
  }

  @Test
  void readsTablesByTheirColumns() throws IOException {
    String parquet = folder.resolve("p/a.parquet").toString();
    spark.sql("SELECT 'eins' AS text, 'de' AS lang, 5 AS stars").write().parquet(parquet);
    spark
        .sql("SELECT 'zwei' AS text, 'de' AS language, map('k', 'v') AS metadata")
        .write()
        .format("delta")
        .save(folder.resolve("d").toString());
    files.write("broken.parquet", "PAR1 and then nothing of the kind");
    List<Row> rows =
        Documents.read(
                spark,
                List.of(
                    folder.resolve("p").toString(),
                    folder.resolve("d").toString(),
                    folder.resolve("broken.parquet").toString()),
                SETTINGS)
            .orderBy("text")
            .collectAsList();
    assertThat(texts(rows)).containsExactly("eins", "zwei");
    assertThat(errors(rows)).singleElement().asString().contains("Parquet");
    assertThat(rows.get(1).getJavaMap(4)).isEqualTo(java.util.Map.of("stars", "5"));
    assertThat(rows.get(2).getJavaMap(4)).isEqualTo(java.util.Map.of("k", "v"));
    assertThat(rows.get(2).<String>getAs("language")).isEqualTo("de");
  }

  @Test
  void countsAFileThatCannotBeOpenedAsOneRecord() throws IOException {
    files.write("a.jsonl.gz", "this is no gzip");
    files.write("b.jsonl", TWO_LINES);
    List<Row> rows = read(folder);
    assertThat(texts(rows)).hasSize(2);
    assertThat(errors(rows)).singleElement().asString().startsWith("the file cannot be read");
  }

  @Test
  void cutsLargeFilesAtLines() throws IOException {
    String file = files.write("a.jsonl", TWO_LINES.repeat(3)).toString();
    IngestSettings.Limits limits = SETTINGS.limits();
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    long length = Files.size(Path.of(file));
    for (long cut = 1; cut < length; cut++) {
      List<Long> offsets = new java.util.ArrayList<>();
      for (Split split :
          List.of(
              new Split(file, 0, cut, Format.JSONL), new Split(file, cut, length, Format.JSONL))) {
        SplitReader.read(split, hadoop, limits).forEachRemaining(r -> offsets.add(r.offset()));
      }
      assertThat(offsets).as("cut at %d", cut).containsExactly(0L, 16L, 32L, 48L, 64L, 80L);
    }
  }

  @Test
  void refusesPathsThatMatchNothingAndFoldersWithoutFiles() {
    assertThatThrownBy(() -> read(folder.resolve("no-such-*.jsonl")))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    assertThatThrownBy(() -> read(folder))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT));
  }

  @Test
  void refusesAFolderThatAJobDidNotFinish() throws IOException {
    files.write("run.json", "{}");
    assertThatThrownBy(() -> read(folder))
        .hasMessageContaining("is not complete")
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }
}
