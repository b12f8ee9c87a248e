package dev.glossa.prepare;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.InputFiles;
import dev.glossa.job.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of three documents and paragraphs of two are taken out, of one file and then of two. */
class RepeatedPassagesTest {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "prepare.deduplication.repeated-lines",
          3,
          "prepare.deduplication.repeated-paragraphs",
          2);

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;
  private static PrepareResult ofOneFile;
  private static List<String> corpusOfOneFile;
  private static PrepareResult ofBothFiles;

  @BeforeAll
  static void prepare() throws IOException {
    String terms = "\n\n" + prose(50);
    InputFiles files = new InputFiles(folder);
    files.write(
        "a.jsonl",
        line("a1", "http://a/1", prose(1) + "\nSubscribe to our newsletter!")
            + line("a2", "http://a/2", prose(2) + "\n- subscribe to our NEWSLETTER -")
            + line("a3", "http://a/3", prose(1) + "\nSubscribe to our newsletter!"));
    files.write(
        "b.jsonl",
        line("b1", "http://b/1", "Subscribe to our newsletter\n" + prose(3))
            + line("b2", "http://b/2", prose(4) + terms)
            + line("b3", "http://b/3", "This is all we say." + terms));
    ofOneFile = job("out", List.of("a.jsonl"), SETTINGS).run(SPARK);
    corpusOfOneFile = rows("out", "corpus", "text");
    ofBothFiles = job("out", List.of("a.jsonl", "b.jsonl"), SETTINGS).run(SPARK);
  }

  private static PrepareJob job(String output, List<String> inputs, Map<String, Object> others) {
    Map<String, Object> options = new TreeMap<>(others);
    options.put(
        "prepare.input", inputs.stream().map(name -> folder.resolve(name).toString()).toList());
    options.put("prepare.output", folder.resolve(output).toString());
    options.put("prepare.language", "en");
    return new PrepareJob(
        Configuration.load(null, Map.of(), options).section("prepare", PrepareSettings.class));
  }

  private static List<String> rows(String output, String table, String expression) {
    return SPARK
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(table).toString())
        .selectExpr(expression)
        .collectAsList()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .sorted()
        .toList();
  }

  @Test
  void duplicatesDoNotCount() {
    assertThat(ofOneFile.languages().get(0).repeatedLines()).isZero();
    assertThat(corpusOfOneFile)
        .hasSize(2)
        .allMatch(text -> text.toLowerCase().contains("subscribe"));
  }

  @Test
  void takesThemOutOfTheCorpusAndCountsThem() {
    assertThat(rows("out", "corpus", "text"))
        .containsExactlyInAnyOrder(prose(1), prose(2), prose(3), prose(4));
    assertThat(ofBothFiles.languages().get(0).repeatedLines()).isEqualTo(3);
    assertThat(ofBothFiles.languages().get(0).repeatedParagraphs()).isEqualTo(1);
    assertThat(rows("out", "documents", "text")).anyMatch(text -> text.contains("newsletter"));
    assertThat(
            rows(
                "out",
                "documents",
                "concat_ws(' ', id, measures['repeated_lines'], measures['repeated_paragraphs'])"))
        .containsExactly(
            "a1 1.0 0.0", "a2 1.0 0.0", "a3", "b1 1.0 0.0", "b2 0.0 1.0", "b3 0.0 1.0");
    assertThat(
            rows(
                "out",
                "statistics",
                "if(rule LIKE 'repeated%', concat_ws(' ', rule, lower, upper, count), '')"))
        .contains("repeated_lines 1.0 2.0 3", "repeated_paragraphs 1.0 2.0 2");
  }

  @Test
  void rejectsWhatHasTooFewWordsLeft() {
    assertThat(
            rows(
                "out",
                "rejects",
                "concat_ws(' ', id, kind, transform(reasons, r -> concat_ws(' ', r.rule, r.value, r.bound)))"))
        .containsExactly(
            "a3 duplicate exact_duplicate 2.0 1.0", "b3 rule repeated_passages 5.0 50.0");
  }

  @Test
  void endsWithTheTablesOfARunFromScratch() {
    PrepareResult fromScratch =
        job("from-scratch", List.of("a.jsonl", "b.jsonl"), SETTINGS).run(SPARK);
    assertThat(ofBothFiles).isEqualTo(fromScratch);
    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows("out", table, "to_json(struct(*))"))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows("from-scratch", table, "to_json(struct(*))"));
    }
  }

  @Test
  void refusesPassagesOfOneDocument() {
    assertThatThrownBy(
            () -> job("no", List.of("a.jsonl"), Map.of("prepare.deduplication.repeated-lines", 1)))
        .hasMessageContaining("prepare.deduplication.repeated-lines is 1");
  }
}
