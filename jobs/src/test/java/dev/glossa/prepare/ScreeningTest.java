package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreeningTest {

  private static final String PROSE =
      "The people of the town have a library that is open to all. They come with their children"
          + " in the evening, and read what they like. A friendly woman helps them to find books"
          + " about history, music, gardens or distant countries. When it closes, everybody walks"
          + " home along the river, talking of what they found and what they will read next.";

  private static final String QUESTION =
      "Which of the four bridges over the river was built first, and by whom was it paid for?";

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;

  /** With block lists and four benchmarks, of which two have a question of a document. */
  private static Path screened;

  @BeforeAll
  static void prepareWithLists() throws IOException {
    makeInput();
    Path bridges = file("bridges.jsonl", "{\"question\": \"" + QUESTION + "\", \"answer\": 3}\n");
    Path other =
        file(
            "other.csv",
            "\"Who has ever counted all the hairs of a cat, and where, and"
                + " when, and why?\",A,B,C,D\n");
    String question = "\"Which of the four bridges over the river\"";
    String answer = "\"was built first, and by whom?\"";
    Path together =
        file(
            "together.jsonl",
            "{\"answer\": {\"text\": %s}, \"question\": %s}\n".formatted(answer, question));
    Path apart =
        file(
            "apart.json",
            "[{\"question\": %s, \"answer\": \"The old one, of course.\"}, {\"question\": %s}]"
                .formatted(question, answer));
    screened =
        prepare(
            "screened",
            Map.of(
                "prepare.block-lists.domains",
                List.of(file("domains", "# hosts\n\n bad.example \n").toString()),
                "prepare.block-lists.words.en",
                List.of(file("words", "darn\n").toString()),
                "prepare.decontamination.input",
                Stream.of(bridges, other, together, apart).map(Path::toString).toList()));
  }

  private static void makeInput() throws IOException {
    String line = "{\"id\": \"%s\", \"url\": \"https://%s\", \"text\": \"%s\"}\n";
    new InputFiles(folder.resolve("in"))
        .write(
            "a.jsonl",
            line.formatted("good", "good.example/a", PROSE)
                + line.formatted("bad", "www.bad.example/b", "Once upon a time: " + PROSE)
                + line.formatted("words", "w.example/", "Darn! " + "It is so darn old. " + PROSE)
                + line.formatted("exam", "e.example/", PROSE.replace("They", QUESTION + " They"))
                + line.formatted(
                    "notice",
                    "n.example/",
                    PROSE.replace("town", "village") + "\\nThis website uses cookies.\\nMenu"));
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path prepare(String name, Map<String, Object> options) {
    Path output = folder.resolve(name);
    Map<String, Object> all = new TreeMap<>(options);
    all.put("prepare.input", List.of(folder.resolve("in").toString()));
    all.put("prepare.output", output.toString());
    all.put("prepare.language", "en");
    new PrepareJob(
            Configuration.load(null, Map.of(), all).section("prepare", PrepareSettings.class))
        .run(SPARK);
    return output;
  }

  private static List<String> rows(Path output, String table, String expression) {
    return SPARK
        .read()
        .format("delta")
        .load(output.resolve(table).toString())
        .selectExpr(expression)
        .collectAsList()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .sorted()
        .toList();
  }

  @Test
  void rejectsWhatIsOnBlockListsBeforeDuplicates() {
    assertThat(
            rows(
                screened,
                "rejects",
                "concat_ws(' ', id, kind, transform(reasons, r -> concat(r.rule, '>', r.bound)))"))
        .filteredOn(row -> row.contains("blocked"))
        .containsExactly(
            "bad blocked blocked_domain>0.0", "words blocked blocked_words_share>0.01");
    assertThat(rows(screened, "documents", "concat(id, ' ', measures['blocked_words'])"))
        .contains("good 0.0", "words 2.0");
  }

  @Test
  void removesNoticesFromTheCorpusAndKeepsTheDocument() {
    assertThat(rows(screened, "documents", "concat(id, ' ', measures['notice_lines'])"))
        .contains("good 0.0", "notice 1.0");
    assertThat(rows(screened, "documents", "text")).anyMatch(text -> text.contains("cookies"));
    assertThat(rows(screened, "corpus", "text")).noneMatch(text -> text.contains("cookies"));
  }

  @Test
  void appliesTheRulesOfC4() {
    Path output = prepare("c4", Map.of("prepare.c4", true));
    assertThat(rows(output, "rejects", "explode(reasons.rule)")).contains("c4_too_few_sentences");
    assertThat(rows(output, "documents", "concat(id, ' ', measures['c4_unfinished_lines'])"))
        .contains("notice 1.0", "good 0.0");
  }

  @Test
  void dropsDocumentsWithPassagesOfABenchmark() throws IOException {
    assertThat(
            rows(
                screened,
                "rejects",
                "explode(transform(reasons, r -> concat(id, ' ', kind, ' ', r.rule)))"))
        .contains("exam contaminated contamination.bridges");
    assertThat(rows(screened, "documents", "concat(id, ' ', measures['contamination.bridges'])"))
        .contains("exam 6.0");
    assertThat(Files.readString(screened.resolve("run.json")))
        .containsPattern("\"contamination.bridges\"\\s*:\\s*1")
        .containsPattern("\"contamination.other\"\\s*:\\s*0");
  }

  @Test
  void findsAQuestionWithItsAnswerWhereEachAloneIsTooShort() throws IOException {
    assertThat(
            rows(screened, "rejects", "explode(transform(reasons, r -> concat(id, ' ', r.rule)))"))
        .contains("exam contamination.together");
    assertThat(Files.readString(screened.resolve("run.json")))
        .containsPattern("\"contamination.apart\"\\s*:\\s*0");
  }

  @Test
  void cutsPassagesOfAFolderOfBenchmarks() throws IOException {
    Files.createDirectories(folder.resolve("exams/test"));
    file("exams/test/bridges.txt", QUESTION);
    Path output =
        prepare(
            "cut",
            Map.of(
                "prepare.decontamination.input",
                List.of(folder.resolve("exams").toString()),
                "prepare.decontamination.action",
                "cut"));
    assertThat(rows(output, "documents", "concat(id, ' ', measures['contamination.exams'])"))
        .contains("exam 6.0");
    assertThat(rows(output, "rejects", "kind")).doesNotContain("contaminated");
    assertThat(rows(output, "corpus", "text")).noneMatch(text -> text.contains("bridges"));
  }

  @Test
  void namesAFileThatIsNotThere() {
    String missing = folder.resolve("missing.txt").toString();
    assertThatThrownBy(
            () -> prepare("missing", Map.of("prepare.block-lists.urls", List.of(missing))))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining(missing);
  }
}
