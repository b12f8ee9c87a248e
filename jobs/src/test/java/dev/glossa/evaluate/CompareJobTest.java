package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import dev.glossa.evaluate.CompareResult.Comparison;
import dev.glossa.evaluate.CompareResult.TaskComparison;
import dev.glossa.job.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareJobTest {
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;
  private static SmallMmlu mmlu;
  private static TaskComparison comparison;

  @BeforeAll
  static void evaluateAndCompare() throws IOException {
    mmlu =
        new SmallMmlu(SPARK, folder)
            .with("law", List.of("B", "B", "A", "B", "B", "B"))
            .with("physics", List.of("C", "B"));
    mmlu.evaluate(mmlu.model(), "sayingB");
    mmlu.evaluate(mmlu.model().answering('A'), "sayingA");
    comparison = compare("sayingA", "sayingB").tasks().get("mmlu");
  }

  @Test
  void testsEachTaskAndSubjectOnTheSameItems() throws IOException {
    Comparison all = comparison.metrics().get("acc");
    assertThat(all.first()).isEqualTo(1.0 / 8);
    assertThat(all.second()).isEqualTo(6.0 / 8);
    assertThat(all.difference()).isEqualTo(5.0 / 8);
    assertThat(all.interval().get(0)).isBetween(-0.1, 0.4);
    assertThat(all.interval().get(1)).isBetween(0.8, 1.0);
    // Seven items changed, one of them for the worse: 2 (1 + 7) / 2^7.
    assertThat(all.pValue()).isCloseTo(0.125, within(1e-12));
    assertThat(all.test()).isEqualTo("mcnemar");
    assertThat(all.n()).isEqualTo(8);
    assertThat(comparison.gained()).isEqualTo(6);
    assertThat(comparison.lost()).isEqualTo(1);
    assertThat(comparison.groups().get("physics").get("acc").difference()).isEqualTo(0.5);
    assertThat(comparison.reported().get("acc").second()).isEqualTo(6.0 / 8);
    assertThat(mmlu.read("sayingA-sayingB/changed.jsonl").lines())
        .hasSize(7)
        .contains(
            "{\"task\":\"mmlu\",\"subject\":\"law\",\"id\":\"law/2\",\"change\":\"lost\","
                + "\"gold\":\"A\",\"first\":\"A\",\"second\":\"B\"}");
  }

  @Test
  void thePageShowsWhatChangedAndEscapesIt() throws IOException {
    assertThat(mmlu.read("sayingA-sayingB/compare.html"))
        .contains("&lt;b&gt;What&lt;/b&gt; is 3?", "Only the first run has them right: 1 items")
        .doesNotContain("<b>What");
    assertThat(mmlu.read("sayingA/evaluate.html"))
        .contains("&lt;b&gt;What&lt;/b&gt; is 3?", "Items of mmlu", "gold: C")
        .doesNotContain("<b>What");
  }

  @Test
  void aRunDoesNotDifferFromItself() {
    Comparison same = compare("sayingB", "sayingB").tasks().get("mmlu").metrics().get("acc");

    assertThat(same.interval()).containsExactly(0.0, 0.0);
    assertThat(same.pValue()).isEqualTo(1);
  }

  @Test
  void namesAnItemThatOnlyOneRunHas() throws IOException {
    mmlu.with("physics", List.of("C", "B", "A"));
    mmlu.evaluate(mmlu.model(), "larger");

    assertThatThrownBy(() -> compare("sayingA", "larger"))
        .hasMessageContaining("'physics/2' of 'mmlu' is in")
        .hasMessageContaining("compare runs over the same data");
  }

  @Test
  void namesAnItemThatIsNotTheSame() throws IOException {
    mmlu.with("physics", List.of("C", "D"));
    mmlu.evaluate(mmlu.model(), "other");

    assertThatThrownBy(() -> compare("sayingA", "other"))
        .hasMessageContaining("'physics/1' of 'mmlu' is not the same")
        .hasMessageContaining("(answer B)")
        .hasMessageContaining("(answer D)");
  }

  @Test
  void anItemThatOnlyOneModelCouldBeAskedIsNoHindrance() throws IOException {
    Files.writeString(
        folder.resolve("instructions.jsonl"),
        """
        {"lang": "en", "instruction": "Which:", "output": "BC"}
        {"lang": "id", "instruction": "And this, which is long:", "output": "BC"}
        """);
    run("response", 100, null, "wide");
    run("response", 20, null, "narrow");

    TaskComparison comparison = compare("wide", "narrow").tasks().get("response");

    assertThat(comparison.metrics().get("bits_per_byte").n()).isEqualTo(1);
    assertThat(comparison.metrics().get("bits_per_byte").difference()).isZero();
    assertThat(comparison.metrics().get("chrf").first()).isEqualTo(100);
    assertThat(comparison.metrics()).doesNotContainKeys("acc", "points");
    assertThat(comparison.lost()).isEqualTo(1);
  }

  @Test
  void answersInTwoLanguagesHaveTheRatesOfTheirTask() throws IOException {
    Files.writeString(
        folder.resolve("instructions.jsonl"),
        """
        {"language": "zh", "id": "a", "prompt": "天气怎么样？"}
        {"language": "zh", "id": "b", "prompt": "你好"}
        {"language": "zh", "id": "c", "prompt": "环境"}
        """);
    String english = "The environment is important and we should protect it.";
    run(
        "code-switching",
        100,
        new ScriptedAnswers(Map.of("a", "今天天气 wonderful 啊。", "b", "你好！", "c", english)),
        "mixed");
    run(
        "code-switching",
        100,
        new ScriptedAnswers(Map.of("a", "今天天气很好。", "b", "你好！", "c", "环境很重要。")),
        "pure");

    SortedMap<String, Comparison> metrics =
        compare("mixed", "pure").tasks().get("code-switching").metrics();

    assertThat(metrics).containsOnlyKeys("code_switching_rate", "other_language_rate");
    assertThat(metrics.get("code_switching_rate").first()).isEqualTo(1 / 3.0);
    assertThat(metrics.get("code_switching_rate").second()).isZero();
    assertThat(metrics.get("other_language_rate").first()).isEqualTo(1 / 3.0);
  }

  /**
   * @param context of the model, in bytes
   * @param answerers null for the model
   */
  private void run(String task, int context, AnswererSource answerers, String output) {
    Map<String, Object> given =
        Map.of(
            "evaluate.model",
            "bigram",
            "evaluate.task",
            List.of(task),
            "evaluate.data",
            mmlu.path("instructions.jsonl"),
            "evaluate.output",
            mmlu.path(output),
            "evaluate.max-new-tokens",
            3);
    EvaluateSettings settings =
        Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class);
    BigramModel.Source model = new BigramModel.Source(context, folder + output);
    new EvaluateJob(settings, model, answerers).run(SPARK);
  }

  @Test
  void writesTheResultsAsTheHarnessDoes() throws IOException {
    com.fasterxml.jackson.databind.JsonNode harness =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(mmlu.read("sayingB/harness/results_glossa.json"));

    assertThat(harness.at("/results/mmlu/acc,none").asDouble()).isEqualTo(0.75);
    assertThat(harness.at("/results/mmlu/acc_stderr,none").isNumber()).isTrue();
    assertThat(harness.at("/results/mmlu_physics/acc,none").asDouble()).isEqualTo(0.5);
    assertThat(harness.at("/group_subtasks/mmlu/1").asText()).isEqualTo("mmlu_physics");
    assertThat(harness.at("/higher_is_better/mmlu/acc").asBoolean()).isTrue();
    assertThat(harness.at("/n-samples/mmlu/effective").asInt()).isEqualTo(8);
  }

  private static CompareResult compare(String first, String second) {
    return new CompareJob(
            new CompareSettings(
                List.of(mmlu.path(first), mmlu.path(second)),
                mmlu.path(first + "-" + second),
                2000,
                1))
        .run(SPARK);
  }
}
