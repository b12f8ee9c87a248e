package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that look at whole answers, asked of a model that writes the alphabet on. */
class AnswerTasksTest {
  private static final int CONTEXT = 500;
  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session();
  }

  @Test
  void countsTheAnswersThatGoOverToAnotherLanguage() throws IOException {
    write(
        """
        {"language": "zh", "output": "我们应该保护 environment，因为它很重要。"}
        {"language": "zh", "output": "我们应该保护环境，因为它很重要。"}
        {"language": "zh", "output": "The environment is important and we should protect it."}
        {"lang": "hin_Deva", "id": "h1", "output": "यह काम immediately करना चाहिए।"}
        """);

    EvaluateResult result = evaluate("code-switching", Map.of());

    Metric all = result.results().get("code-switching").get("code_switching_rate");
    assertThat(all.value()).isEqualTo(0.5);
    assertThat(all.n()).isEqualTo(4);
    Map<String, Metric> chinese = result.groups().get("code-switching").get("zh");
    assertThat(chinese.get("code_switching_rate").value()).isEqualTo(1.0 / 3);
    assertThat(chinese.get("code_switching_rate").interval()).hasSize(2).isSorted();
    assertThat(chinese.get("other_language_rate").value()).isEqualTo(1.0 / 3);
    assertThat(items())
        .extracting(row -> row.getAs("prediction"))
        .contains("en: environment", "en: immediately", "");
  }

  @Test
  void asksTheModelWhereThereIsNoAnswer() throws IOException {
    write(
        """
        {"language": "zh", "id": "a", "prompt": "天气怎么样？"}
        {"language": "zh", "id": "b", "prompt": "你好"}
        {"language": "zh", "id": "c", "prompt": "没有答案的问题"}
        """);

    EvaluateResult result =
        evaluate(
            "code-switching",
            Map.of(),
            model(),
            new ScriptedAnswers(Map.of("a", "今天天气 wonderful 啊。", "b", "你好！")));

    Metric rate = result.results().get("code-switching").get("code_switching_rate");
    assertThat(rate.value()).isEqualTo(0.5);
    assertThat(rate.n()).isEqualTo(2);
    assertThat(items())
        .filteredOn(row -> row.getAs("error") != null)
        .extracting(row -> row.getAs("id"))
        .containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource({", 2, 0", "true, 2, 0", "false, 1, 1"})
  void whatResponseHasAskedIsNotAskedAgainUnlessInAnotherForm(
      Boolean chat, long answers, long unanswered) throws IOException {
    write("both/response", "{\"lang\": \"en\", \"instruction\": \"Which:\", \"output\": \"BC\"}\n");
    write(
        "both/code-switching",
        """
        {"language": "en", "id": "same", "prompt": "Which:"}
        {"language": "en", "id": "other", "prompt": "And now?"}
        """);
    Map<String, Object> settings = new HashMap<>();
    settings.put("evaluate.task", List.of("response", "code-switching"));
    settings.put("evaluate.data", folder.resolve("both").toString());
    settings.put("evaluate.max-new-tokens", 3);
    settings.put("evaluate.chat", chat);

    EvaluateResult result =
        evaluate("both", settings, model(), new ScriptedAnswers(Map.of("other", "Now.")));

    Map<String, Metric> switching = result.results().get("code-switching");
    assertThat(switching.get("code_switching_rate").n()).isEqualTo(answers);
    List<Row> items = items();
    assertThat(items).filteredOn(row -> row.getAs("error") != null).hasSize((int) unanswered);
    assertThat(items)
        .filteredOn(row -> "Which:".equals(row.getAs("prompt")) && row.getAs("error") == null)
        .hasSize((int) answers)
        .extracting(row -> row.getAs("output"))
        .containsOnly(" BC");
  }

  @Test
  void saysFileAndLineOfALanguageThatItDoesNotKnow() throws IOException {
    write("{\"language\": \"eo\", \"output\": \"Saluton\"}\n");

    assertThatThrownBy(() -> evaluate("code-switching", Map.of()))
        .hasMessageContaining("Line 1 of 'data.jsonl'")
        .hasMessageContaining("'eo'")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void saysFileAndLineOfAnIdThatOccursTwiceInALanguage() throws IOException {
    write(
        """
        {"language": "zh", "id": "7", "output": "好", "instruction": "?"}
        {"language": "hi", "id": "7", "output": "है", "instruction": "?"}
        {"language": "zh", "id": "7", "output": "是", "instruction": "?"}
        """);

    for (String task : List.of("code-switching", "response")) {
      Map<String, Object> output = Map.of("evaluate.output", folder.resolve(task).toString());
      assertThatThrownBy(() -> evaluate(task, output))
          .hasMessage("Line 3 of 'data.jsonl' has the id '7', which another line has, too.")
          .extracting("exitCode")
          .isEqualTo(ExitCode.BAD_INPUT);
    }
  }

  @Test
  void anInstructionThatIsLongerThanTheContextIsListedAndNotCut() throws IOException {
    String tooLong = "x".repeat(CONTEXT);
    write(
        """
        {"lang": "en", "id": "short", "instruction": "Which:", "output": "BC"}
        {"lang": "en", "id": "question", "instruction": "%s", "output": "yz"}
        {"lang": "en", "id": "reference", "instruction": "Which:", "output": "%s"}
        """
            .formatted(tooLong, tooLong));

    EvaluateResult result = evaluate("response", Map.of("evaluate.max-new-tokens", 3));

    assertThat(result.results().get("response").get("chrf").n()).isEqualTo(1);
    assertThat(items())
        .filteredOn(row -> row.getAs("error") != null)
        .extracting(row -> row.getAs("id") + ": " + row.getAs("error"))
        .containsExactlyInAnyOrder(
            "question: Question and reference have 502 tokens, more than the model's context of"
                + " 500 tokens.",
            "reference: Question and reference have 506 tokens, more than the model's context of"
                + " 500 tokens.");
    assertThat(folder.resolve("out/manifest.json")).content().contains("\"response_errors\" : 2");
  }

  @Test
  void anUnfinishedBatchIsAskedAgainAndNoOther() throws IOException {
    write(
        IntStream.range(0, 5)
            .mapToObj(
                "{\"lang\": \"en\", \"instruction\": \"Which %d:\", \"output\": \"BC\"}\n"
                    ::formatted)
            .collect(Collectors.joining()));
    Map<String, Object> settings =
        Map.of("evaluate.batch-size", 2, "evaluate.save-every", 2, "evaluate.max-new-tokens", 3);
    BigramModel.ASKED.set(0);
    assertThatThrownBy(() -> evaluate("response", settings, model().dyingAt(4), null))
        .hasMessageContaining("The model has died");
    BigramModel.ASKED.set(0);

    EvaluateResult result = evaluate("response", settings, model(), null);

    assertThat(BigramModel.ASKED).hasValue(3);
    assertThat(result.results().get("response").get("chrf"))
        .extracting(Metric::value, Metric::n)
        .containsExactly(100.0, 5L);
  }

  @Test
  void measuresAnswersAgainstReferencesAndWhatTheseCost() throws IOException {
    write(
        """
        {"lang": "en", "instruction": "Which", "input": "is next:", "output": "BC"}
        {"lang": "id", "instruction": "Which:", "output": "XYZ"}
        """);

    EvaluateResult result = evaluate("response", Map.of("evaluate.max-new-tokens", 3));

    Map<String, Metric> english = result.groups().get("response").get("en");
    assertThat(english.get("chrf").value()).isEqualTo(100);
    double nats = 0;
    int last = ':';
    for (byte each : "BC".getBytes(StandardCharsets.UTF_8)) {
      nats -= BigramModel.logProbability(last, each);
      last = each;
    }
    assertThat(english.get("bits_per_byte").value())
        .isCloseTo(nats / 2 / Math.log(2), within(1e-12));
    assertThat(result.results().get("response").get("chrf").value()).isEqualTo(50);
    assertThat(result.results().get("response").get("bits_per_byte").n()).isEqualTo(2);
  }

  @Test
  void perplexityIsOfEachLanguageToo() throws IOException {
    write(
        """
        {"text": "abc", "lang": "en"}
        {"text": "xax", "lang": "ind_Latn"}
        {"text": "of no language"}
        """);

    EvaluateResult result =
        evaluate("perplexity", Map.of("evaluate.window", 4, "evaluate.stride", 2));

    assertThat(result.groups().get("perplexity")).containsOnlyKeys("en", "id");
    assertThat(result.groups().get("perplexity").get("en"))
        .containsOnlyKeys(
            "bits_per_byte", "byte_perplexity", "token_perplexity", "word_perplexity");
    assertThat(result.results().get("perplexity").get("bits_per_byte").n()).isEqualTo(3);
    assertThat(result.settings()).containsEntry("window", "4").containsEntry("stride", "2");
  }

  private void write(String lines) throws IOException {
    write("data.jsonl", lines);
  }

  private void write(String file, String lines) throws IOException {
    Path written = folder.resolve(file);
    Files.createDirectories(written.getParent());
    Files.writeString(written, lines);
  }

  private BigramModel.Source model() {
    return new BigramModel.Source(CONTEXT, folder.toString());
  }

  private EvaluateResult evaluate(String task, Map<String, Object> settings) {
    return evaluate(task, settings, model(), null);
  }

  private EvaluateResult evaluate(
      String task,
      Map<String, Object> settings,
      BigramModel.Source model,
      AnswererSource answerers) {
    Map<String, Object> given = new HashMap<>(settings);
    given.put("evaluate.model", "bigram");
    given.putIfAbsent("evaluate.task", List.of(task));
    given.putIfAbsent("evaluate.data", folder.resolve("data.jsonl").toString());
    given.putIfAbsent("evaluate.output", folder.resolve("out").toString());
    given.put("evaluate.models-per-executor", 1);
    return new EvaluateJob(
            Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class),
            model,
            answerers)
        .run(spark);
  }

  private List<Row> items() {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve("out/items").toString())
        .collectAsList();
  }
}
