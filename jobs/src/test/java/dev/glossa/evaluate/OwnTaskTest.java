package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.job.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of one's own, asked of a model that writes the alphabet on, after a colon " B" first. */
class OwnTaskTest {
  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session();
  }

  @Test
  void aChoiceIsScoredByTheLikelihoodOfTheOptionsTexts() throws IOException {
    write("task.conf", "prompt = \"{question}:\"");
    write(
        "test.jsonl",
        """
        {"question": "Which", "options": ["XX", "BCDEF"], "answer": 1}
        {"question": "Which", "options": ["B", "B__"], "answer": "A"}
        {"question": "Which", "options": ["BC", "YZ"], "answer": "YZ", "subject": "ends"}
        """);

    List<Row> rows = rows("alphabet");
    Task.Results results = task("alphabet").results(rows.iterator());

    assertThat(rows).extracting(row -> row.getAs("prediction")).containsExactly("BCDEF", "B", "BC");
    assertThat(results.metrics().get("acc").value()).isEqualTo(2.0 / 3);
    assertThat(results.groups().get("ends").get("acc").value()).isZero();
    assertThat(results.metrics().get("acc_norm").n()).isEqualTo(3);
  }

  @Test
  void theLikelihoodPerCharacterDecidesAnotherMetric() throws IOException {
    write("task.conf", "prompt = \"{question}:\"");
    // a letter that does not follow a space, alone, or with four that follow it
    write(
        "test.jsonl",
        "{\"question\": \"Which\", \"options\": [\"X\", \"XYZ[\\\\\"], \"answer\": 1}\n");

    Task.Results results = task("alphabet").results(rows("alphabet").iterator());

    assertThat(results.metrics().get("acc").value()).isZero();
    assertThat(results.metrics().get("acc_norm").value()).isEqualTo(1);
  }

  @Test
  void anAnswerInWordsIsComparedWithoutCaseAndWhiteSpace() throws IOException {
    write("task.conf", "kind = generation, prompt = \"{n}. {question}:\", max-new-tokens = 3");
    write(
        "test.jsonl",
        """
        {"question": "Which", "n": 1, "answer": ["no", "bc"]}
        {"question": "Which", "n": 2, "answer": "bcd"}
        """);

    Task task = task("alphabet");
    List<Row> rows = rows(task);

    assertThat(task.asked(scoring())).isEqualTo(Map.of("shots", 0, "max-new-tokens", 3));
    assertThat(rows).extracting(row -> row.getAs("prompt")).contains("1. Which:", "2. Which:");
    assertThat(rows).extracting(row -> row.getAs("output")).containsOnly(" BC");
    assertThat(rows).extracting(row -> row.getAs("correct")).containsExactly(true, false);
    assertThat(task("alphabet").results(rows.iterator()).metrics()).containsOnlyKeys("acc");
  }

  @Test
  void examplesPrecedeAQuestion() throws IOException {
    write(
        "task.conf",
        "header = \"Letters.\\n\", prompt = \"{question}\\n{choices}\\n:\", shots = 1");
    write(
        "dev.jsonl", "{\"question\": \"First\", \"options\": [\"A\", \"Z\"], \"answer\": \"A\"}\n");
    write(
        "test.jsonl", "{\"question\": \"Next\", \"options\": [\"B\", \"Y\"], \"answer\": \"A\"}\n");

    assertThat(rows("alphabet"))
        .extracting(row -> row.getAs("prompt"))
        .containsExactly("Letters.\nFirst\nA. A\nB. Z\n: A\n\nNext\nA. B\nB. Y\n:");
  }

  @Test
  void whatIsWrongIsSaidWithFileAndLine() throws IOException {
    write("task.conf", "kind = essay");
    refused("which is none of [choice, generation].", ExitCode.USAGE);

    write("task.conf", "promt = \"{question}\"");
    refused("has the key 'promt', which is none of", ExitCode.USAGE);

    write("task.conf", "header = ${PATH}");
    refused("task.conf' defines no task: ", ExitCode.USAGE);

    write("task.conf", "include url(\"file:/etc/hostname\")");
    refused("task.conf' includes 'file:/etc/hostname'", ExitCode.USAGE);

    write("task.conf", "prompt = \"{query}\"");
    write("test.jsonl", "\n{\"question\": \"Which\", \"options\": [\"1\"], \"answer\": 0}\n");
    refused(
        "Line 2 of 'test.jsonl' has no 'query', which the prompt asks for.", ExitCode.BAD_INPUT);

    write("task.conf", "");
    write(
        "test.jsonl",
        "{\"question\": \"Which\", \"options\": [\"1\", \"2\"], \"answer\": \"C\"}\n");
    refused("Line 1 of 'test.jsonl' has the answer \"C\" and only 2 options.", ExitCode.BAD_INPUT);

    write("task.conf", "kind = generation");
    write("test.jsonl", "{\"question\": \"Which\", \"answer\": []}\n");
    refused("Line 1 of 'test.jsonl' has an empty list 'answer'.", ExitCode.BAD_INPUT);

    write("task.conf", "");
    String line = "{\"id\": 7, \"question\": \"Which\", \"options\": [\"1\"], \"answer\": 0}\n";
    write("test.jsonl", line + line);
    refused(
        "Line 2 of 'test.jsonl' has the id '7', which another line has, too.", ExitCode.BAD_INPUT);
  }

  private void refused(String sentence, ExitCode exitCode) {
    assertThatThrownBy(() -> rows("alphabet"))
        .hasMessageContaining(sentence)
        .extracting("exitCode")
        .isEqualTo(exitCode);
  }

  private Task task(String name) {
    return Task.named(name, EvaluateJobTest.settings(name, null, folder, folder.resolve("out")));
  }

  private List<Row> rows(String name) throws IOException {
    return rows(task(name));
  }

  private List<Row> rows(Task task) throws IOException {
    return spark
        .createDataFrame(task.score(spark, folder.toString(), scoring()), ItemTable.SCHEMA)
        .collectAsList();
  }

  private Scoring scoring() {
    BigramModel.Source source = new BigramModel.Source(200, folder.toString());
    Rules rules = new Rules(Mode.OFFICIAL, null, null, null, null, null, "A");
    return new Scoring(source, new ModelAnswerers(source, 1), rules, null, 1, 2, null);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
