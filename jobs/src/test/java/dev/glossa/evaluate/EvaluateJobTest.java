package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateJobTest {
  private static final int CONTEXT = 500;
  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session();
  }

  @Test
  void bitsPerByteAreThoseOfTheModel() throws IOException {
    List<String> texts = List.of("abcdefg", "Привет, мир", "the end " + "x".repeat(3 * CONTEXT));
    writeDocuments("heldout.jsonl", texts);

    EvaluateResult result = evaluate("perplexity", "heldout.jsonl", "out");

    double nats = 0;
    long bytes = 0;
    for (String text : texts) {
      int last = BigramModel.BOS;
      for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
        nats -= BigramModel.logProbability(last, each & 0xFF);
        last = each & 0xFF;
        bytes++;
      }
    }
    Metric bits = result.results().get("perplexity").get("bits_per_byte");
    assertThat(bits.value()).isCloseTo(nats / bytes / Math.log(2), within(1e-12));
    assertThat(bits.n()).isEqualTo(3);
    assertThat(bits.interval()).hasSize(2).isSorted();
  }

  @Test
  void numbersAreTheSameToTheBitWhateverTheOrderAndThePartitions() throws IOException {
    List<String> texts = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] text = new byte[1 + random.nextInt(2000)];
      for (int b = 0; b < text.length; b++) {
        text[b] = (byte) ('a' + random.nextInt(26));
      }
      texts.add(new String(text, StandardCharsets.UTF_8));
    }
    writeDocuments("one.jsonl", texts);
    Collections.shuffle(texts, random);
    writeDocuments("parts/a.jsonl", texts.subList(0, 13));
    writeDocuments("parts/b.jsonl", texts.subList(13, 60));

    assertThat(evaluate("perplexity", "parts", "second").results())
        .isEqualTo(evaluate("perplexity", "one.jsonl", "first").results());
  }

  @Test
  void choosesTheLikeliestLetterAndCountsPerSubject() throws IOException {
    writeMmlu("geography", List.of("A", "B", "B"));
    writeMmlu("law", List.of("B"));

    EvaluateResult result = evaluate("mmlu", "mmlu", "out");

    assertThat(result.results().get("mmlu").get("acc").value()).isEqualTo(0.75);
    assertThat(result.groups().get("mmlu").get("geography").get("acc").value()).isEqualTo(2.0 / 3);
    assertThat(result.groups().get("mmlu").get("law").get("acc").n()).isEqualTo(1);
    JsonNode file = Json.FILES.readTree(folder.resolve("out/results.json").toFile());
    assertThat(file.at("/schema").asInt()).isEqualTo(1);
    assertThat(file.at("/results/mmlu/acc/value").asDouble()).isEqualTo(0.75);
    assertThat(file.at("/results/mmlu/acc/interval")).hasSize(2);
    assertThat(file.at("/results/mmlu/acc/stderr").isNumber()).isTrue();
  }

  @Test
  void dropsShotsThatDoNotFitAndCountsQuestionsThatNeverFit() throws IOException {
    writeMmlu("law", List.of("B"));
    Files.writeString(
        folder.resolve("mmlu/test/law_test.csv"),
        "\"Who, if anyone, " + "x".repeat(2 * CONTEXT) + "\",1,2,3,4,B\n",
        java.nio.file.StandardOpenOption.APPEND);

    EvaluateResult result = evaluate("mmlu", "mmlu", "out");

    assertThat(result.results().get("mmlu").get("acc").value()).isEqualTo(0.5);
    assertThat(
            spark
                .read()
                .format("delta")
                .load(folder.resolve("out/items").toString())
                .orderBy("id")
                .selectExpr("coalesce(cast(shots as string), error)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .satisfiesExactly(
            shots -> assertThat(Integer.parseInt(shots)).isBetween(1, 4),
            error ->
                assertThat(error)
                    .isEqualTo(
                        "The question alone is longer than 2048 of GPT-2's tokens, or than the"
                            + " model's context."));
  }

  @Test
  void resultsSayTheNumbersThatWereNotGiven() throws IOException {
    writeMmlu("law", List.of("B"));
    writeDocuments("heldout.jsonl", List.of("abc"));

    assertThat(evaluate("mmlu", "mmlu", "choices").settings())
        .containsEntry("shots", "5")
        .containsEntry("split", "test")
        .doesNotContainKeys("setting", "window", "max-new-tokens");
    assertThat(evaluate("perplexity", "heldout.jsonl", "text").settings())
        .containsEntry("window", "500")
        .containsEntry("stride", "500")
        .doesNotContainKey("shots");
  }

  @Test
  void eachOfSeveralTasksHasItsOwnNumbers(@TempDir Path output) throws IOException {
    writeMmlu("law", List.of("B"));
    writeDocuments("perplexity/heldout.jsonl", List.of("abc"));
    EvaluateSettings settings =
        settings(
            Map.of(
                "evaluate.task", List.of("mmlu", "perplexity"),
                "evaluate.data", folder.toString(),
                "evaluate.output", output.resolve("out").toString(),
                "evaluate.window", 2 * CONTEXT,
                "evaluate.stride", 100));

    EvaluateResult result =
        new EvaluateJob(settings, new BigramModel.Source(CONTEXT, folder.toString())).run(spark);

    assertThat(result.settings())
        .containsEntry("mmlu.shots", "5")
        .containsEntry("perplexity.window", "500")
        .containsEntry("perplexity.stride", "100")
        .doesNotContainKeys("shots", "window", "perplexity.shots");
  }

  @Test
  void oneModelServesAllPartitionsOfAnExecutor() throws IOException {
    writeDocuments("heldout.jsonl", Collections.nCopies(40, "abc"));
    BigramModel.Source.LOADED.set(0);

    evaluate("perplexity", "heldout.jsonl", "out");

    assertThat(BigramModel.Source.LOADED).hasValue(1);
  }

  @Test
  void saysFileAndRowOfWhatIsNoQuestion() throws IOException {
    writeMmlu("law", List.of("B", "E"));

    assertThatThrownBy(() -> evaluate("mmlu", "mmlu", "out"))
        .hasMessageContaining("Row 2 of 'law_test.csv'")
        .hasMessageContaining("'E'")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void saysFileAndRowThatHasNotTheColumnsOfAQuestion() throws IOException {
    writeMmlu("law", List.of("B"));
    Files.writeString(folder.resolve("mmlu/test/law_test.csv"), "What is right?,one,two,three,B\n");

    assertThatThrownBy(() -> evaluate("mmlu", "mmlu", "out"))
        .hasMessage(
            "Row 1 of 'law_test.csv' has 5 columns instead of 6 (question, four options, letter).")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void everySubjectOfCmmluCountsAlikeAndOneThatIsNotAskedAsNothing() throws IOException {
    writeCmmlu("agronomy", "0,What is right?,one,two,three,four,A\n1,And now?,1,2,3,4,D\n");

    EvaluateResult result = evaluate("cmmlu", "cmmlu", "out");

    assertThat(result.groups().get("cmmlu").get("agronomy").get("acc").value()).isEqualTo(0.5);
    assertThat(result.groups().get("cmmlu").get("STEM").get("acc").value()).isZero();
    assertThat(result.results().get("cmmlu").get("acc").value()).isCloseTo(0.5 / 67, within(1e-15));
    assertThat(result.results().get("cmmlu").get("acc").n()).isEqualTo(2);
  }

  @Test
  void saysFileAndRowOfANumberThatOccursTwice() throws IOException {
    writeCmmlu("anatomy", "0,What is right?,1,2,3,4,A\n0,And now?,1,2,3,4,D\n");

    assertThatThrownBy(() -> evaluate("cmmlu", "cmmlu", "out"))
        .hasMessageContaining("Row 3 of 'anatomy.csv' has the number '0'")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void saysWhichColumnIsMissing() throws IOException {
    writeCmmlu("anatomy", "");
    Files.writeString(folder.resolve("cmmlu/test/anatomy.csv"), ",Question,A,B,C,Answer\n");

    assertThatThrownBy(() -> evaluate("cmmlu", "cmmlu", "out"))
        .hasMessageContaining("'anatomy.csv' has no column 'D'");
  }

  @Test
  void aModelWithoutATokenizerIsNamedWithTheRemedy() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    Map<String, Object> given =
        Map.of(
            "evaluate.model", model.toString(),
            "evaluate.task", List.of("gaokao"),
            "evaluate.data", folder.toString(),
            "evaluate.output", folder.resolve("out").toString());
    EvaluateSettings settings =
        Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class);

    assertThatThrownBy(() -> new EvaluateJob(settings).run(spark))
        .hasMessageContaining("model' has no tokenizer: copy a tokenizer.model")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  private EvaluateResult evaluate(String task, String data, String output) {
    EvaluateSettings settings = settings(task, null, folder.resolve(data), folder.resolve(output));
    return new EvaluateJob(settings, new BigramModel.Source(CONTEXT, folder + output)).run(spark);
  }

  /**
   * The defaults but for these.
   *
   * @param setting null for the task's usual one
   */
  static EvaluateSettings settings(String task, String setting, Path data, Path output) {
    Map<String, Object> given = new HashMap<>();
    given.put("evaluate.task", List.of(task));
    given.put("evaluate.data", data.toString());
    given.put("evaluate.output", output.toString());
    if (setting != null) {
      given.put("evaluate.setting", setting);
    }
    return settings(given);
  }

  static EvaluateSettings settings(Map<String, Object> some) {
    Map<String, Object> given = new HashMap<>(some);
    given.put("evaluate.model", "scripted");
    given.put("evaluate.models-per-executor", 1);
    return Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class);
  }

  private void writeDocuments(String name, List<String> texts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String text : texts) {
      lines
          .append(
              new com.fasterxml.jackson.databind.ObjectMapper()
                  .createObjectNode()
                  .put("text", text))
          .append('\n');
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }

  private void writeMmlu(String subject, List<String> answers) throws IOException {
    Files.createDirectories(folder.resolve("mmlu/dev"));
    Files.createDirectories(folder.resolve("mmlu/test"));
    Files.writeString(
        folder.resolve("mmlu/dev/" + subject + "_dev.csv"),
        "\"Is this an example, with a comma?\",\"yes, it is\",no,\"the \"\"third\"\"\",4,A\n"
            .repeat(5));
    StringBuilder rows = new StringBuilder();
    for (String answer : answers) {
      rows.append("What is right?,one,two,three,four,").append(answer).append('\n');
    }
    Files.writeString(folder.resolve("mmlu/test/" + subject + "_test.csv"), rows);
  }

  private void writeCmmlu(String subject, String rows) throws IOException {
    String header = ",Question,A,B,C,D,Answer\n";
    Files.createDirectories(folder.resolve("cmmlu/dev"));
    Files.createDirectories(folder.resolve("cmmlu/test"));
    StringBuilder shots = new StringBuilder(header);
    for (int i = 0; i < 5; i++) {
      shots.append(i).append(",Is this an example?,1,2,3,4,B\n");
    }
    Files.writeString(folder.resolve("cmmlu/dev/" + subject + ".csv"), shots);
    Files.writeString(folder.resolve("cmmlu/test/" + subject + ".csv"), header + rows);
  }
}
