package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerplexityFilterTest {

  /** Every known word has a probability of 1/10, every unknown one of 1/1000. */
  private static final String ARPA =
      """
      \\data\\
      ngram 1=6
      ngram 2=1

      \\1-grams:
      -3\t<unk>
      -9\t<s>
      -1\t</s>
      -1\triver
      -1\tand
      -1\thouse

      \\2-grams:
      -1\triver and

      \\end\\
      """;

  @TempDir Path folder;
  private final SparkSession spark = LocalSpark.session();
  private Path model;

  @BeforeEach
  void makeFiles() throws IOException {
    model = Files.writeString(folder.resolve("en.arpa"), ARPA);
    new InputFiles(folder.resolve("in"))
        .write(
            "a.jsonl",
            """
            {"id": "known", "text": "river and house"}
            {"id": "half", "text": "river and glass"}
            {"id": "strange", "text": "glass ink paper"}
            """);
  }

  private Prepared prepare(String output, Map<String, Object> options) {
    Map<String, Object> all = new TreeMap<>(options);
    all.put("prepare.input", List.of(folder.resolve("in").toString()));
    all.put("prepare.output", folder.resolve(output).toString());
    all.put("prepare.language", "en");
    new PrepareJob(
            Configuration.load(null, Map.of(), all).section("prepare", PrepareSettings.class))
        .run(spark);
    return new Prepared(folder.resolve(output));
  }

  private record Prepared(Path folder) {
    List<Row> rows(SparkSession spark, String table, String... columns) {
      return spark
          .read()
          .format("delta")
          .load(folder.resolve(table).toString())
          .selectExpr(columns)
          .orderBy(columns[0])
          .collectAsList();
    }
  }

  @Test
  void measuresSortsAndRejects() {
    Map<String, Object> entry =
        Map.of("model", model.toString(), "head", 20, "tail", 50, "max", 100);
    Prepared prepared = prepare("out", Map.of("prepare.perplexity", Map.of("en", entry)));

    List<Row> documents =
        prepared.rows(
            spark, "documents", "id", "measures['perplexity']", "metadata['perplexity_bucket']");
    assertThat(documents)
        .extracting(row -> row.getString(0) + " " + row.getString(2))
        .containsExactly("half middle", "known head", "strange tail");
    assertThat(documents.get(0).getDouble(1)).isCloseTo(Math.pow(10, 6 / 4.0), within(1e-4));
    assertThat(documents.get(1).getDouble(1)).isCloseTo(10, within(1e-5));
    assertThat(documents.get(2).getDouble(1)).isCloseTo(Math.pow(10, 10 / 4.0), within(1e-3));

    assertThat(
            prepared.rows(
                spark,
                "rejects",
                "id",
                "filter(reasons, r -> r.rule = 'perplexity')[0].bound as bound"))
        .extracting(row -> row.getString(0) + " " + row.get(1))
        .containsExactly("half null", "known null", "strange 100.0");
  }

  @Test
  void aBadModelEndsTheJobWithItsName() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.arpa"), "no model");
    assertThatThrownBy(
            () ->
                prepare(
                    "bad",
                    Map.of("prepare.perplexity", Map.of("en", Map.of("model", bad.toString())))))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("The n-gram model '" + bad + "' is no ARPA file: line 1 is not");
  }

  @Test
  void anUnknownKeyIsNamed() {
    assertThatThrownBy(
            () ->
                prepare(
                    "key",
                    Map.of(
                        "prepare.perplexity",
                        Map.of("en", Map.of("model", model.toString(), "maximum", 3)))))
        .hasMessageContaining("Unknown setting 'maximum' of prepare.perplexity");
  }
}
