package dev.glossa.ingest;

import static dev.glossa.ingest.InputFiles.gzip;
import static dev.glossa.ingest.InputFiles.join;
import static dev.glossa.ingest.InputFiles.response;
import static dev.glossa.ingest.InputFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings.TextDocuments;
import dev.glossa.ingest.InputSample.LargestFile;
import dev.glossa.job.ByteSize;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSampleTest {
  private static final IngestSettings SETTINGS =
      new IngestSettings(new ByteSize(1 << 20), 0.01, TextDocuments.FILE, DocumentFields.USUAL);

  @TempDir Path folder;
  private final SparkSession spark = LocalSpark.session();
  private InputFiles input;

  @BeforeEach
  void makeFolder() {
    input = new InputFiles(folder.resolve("in"));
  }

  private InputSample sample(long atMost, String output) throws IOException {
    return InputSample.write(
        spark,
        List.of(folder.resolve("in").toString()),
        atMost,
        SETTINGS,
        hadoop(output + "/half"),
        hadoop(output + "/whole"));
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private List<Row> read(String name) {
    return Documents.read(spark, List.of(folder.resolve(name).toString()), SETTINGS)
        .select("text", "error")
        .orderBy("text")
        .collectAsList();
  }

  private static byte[] lines(int count, int seed) {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < count; line++) {
      lines.append("{\"text\": \"").append(seed).append(' ').append(line).append(' ');
      random.ints(200 + random.nextInt(400), 'a', 'z' + 1).forEach(c -> lines.append((char) c));
      lines.append("\"}\n");
    }
    return utf8(lines.toString());
  }

  @Test
  void plainLinesAreTakenWholeFromTheMiddle() throws IOException {
    byte[] all = lines(3000, 1);
    input.write("a.jsonl", all);
    InputSample sample = sample(300 << 10, "out");
    assertThat(sample.bytes()).isEqualTo(all.length);
    assertThat(sample.whole()).isCloseTo(300 << 10, within(2000L));
    assertThat(sample.half()).isCloseTo(150 << 10, within(2000L));
    assertThat(sample.largest()).isNull();
    List<Row> whole = read("out/whole");
    assertThat(whole).hasSizeGreaterThan(300).allMatch(row -> row.isNullAt(1));
    assertThat(whole).containsAll(read("out/half"));
    assertThat(whole).noneMatch(row -> row.getString(0).startsWith("1 0 "));
  }

  @Test
  void recordsOfWebArchivesAreTakenWhole() throws IOException {
    Random random = new Random(2);
    byte[][] records =
        IntStream.range(0, 400)
            .mapToObj(
                page -> {
                  byte[] noise = new byte[2000];
                  random.nextBytes(noise);
                  String text = "<p>" + Arrays.toString(noise) + "</p>";
                  return gzipped(response("http://a/" + page, utf8(text)));
                })
            .toArray(byte[][]::new);
    input.write("a.warc.gz", join(records));
    InputSample sample = sample(300 << 10, "out");
    assertThat(sample.whole()).isCloseTo(300 << 10, within(10_000L));
    assertThat(sample.half()).isCloseTo(150 << 10, within(10_000L));
    assertThat(read("out/whole")).hasSizeGreaterThan(50).allMatch(row -> row.isNullAt(1));
  }

  private static byte[] gzipped(byte[] bytes) {
    try {
      return gzip(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatIsCompressedAsAWholeIsTakenFromItsBeginningAndTearsOneRecord() throws IOException {
    byte[] all = gzip(lines(3000, 3));
    Path file = input.write("a.jsonl.gz", all);
    InputSample sample = sample(all.length / 2, "out");
    assertThat(sample.whole()).isEqualTo(all.length / 2);
    assertThat(sample.half()).isEqualTo(all.length / 4);
    assertThat(sample.largest())
        .isEqualTo(new LargestFile(file.toUri().toString().replace("///", "/"), all.length));
    List<Row> whole = read("out/whole");
    assertThat(whole).filteredOn(row -> row.isNullAt(1)).hasSizeGreaterThan(1000);
    assertThat(whole).filteredOn(row -> !row.isNullAt(1)).hasSize(1);
  }

  @Test
  void ofManySmallFilesSomeAreTakenAlwaysTheSame() throws IOException {
    for (int file = 0; file < 200; file++) {
      input.write("%d.txt".formatted(file), lines(4, file));
    }
    InputSample sample = sample(80 << 10, "one");
    assertThat(sample.files()).isEqualTo(200);
    assertThat(sample.whole()).isBetween(40L << 10, 120L << 10);
    assertThat(sample.half()).isBetween(10L << 10, sample.whole() - 1);
    sample(80 << 10, "two");
    assertThat(read("two/whole")).isEqualTo(read("one/whole"));
  }

  @Test
  void tablesGiveRows() throws IOException {
    input.write("raw/a.jsonl", lines(2000, 4));
    spark
        .read()
        .json(folder.resolve("in/raw").toString())
        .write()
        .parquet(folder.resolve("in/table").toString());
    Files.delete(folder.resolve("in/raw/a.jsonl"));
    long bytes = sample(Long.MAX_VALUE, "all").bytes();
    InputSample sample = sample(bytes / 4, "out");
    assertThat(sample.whole()).isCloseTo(bytes / 4, within(1L));
    assertThat(read("all/whole")).hasSize(2000);
    assertThat(read("out/whole")).hasSizeBetween(400, 600).containsAll(read("out/half"));
  }

  @Test
  void tooLittleIsRefused() throws IOException {
    input.write("a.txt", "one document");
    assertThatThrownBy(() -> sample(1 << 20, "out"))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("cannot be halved", "--sample");
  }
}
