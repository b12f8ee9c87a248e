package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole benchmarks, read as they lie on disk and answered by a script: what comes out is what the
 * official code makes of the same answers.
 */
class OfficialTotalsTest {
  private static final double ROUNDING = 1e-14;
  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero-shot", "zero-shot-CoT", "few-shot", "few-shot-CoT"})
  void agieval(String setting) throws IOException {
    JsonNode totals = GoldenEvaluation.file("golden/evaluation/agieval/totals.json");
    Map<String, String> script = script("agieval/totals-outputs", "dataset");

    Task.Results results = measure("agieval", setting, shared("data/benchmarks/agieval"), script);

    SortedMap<String, Double> golden = new TreeMap<>();
    totals
        .get("datasets")
        .properties()
        .forEach(
            dataset ->
                golden.put(
                    dataset.getKey(),
                    dataset.getValue().get(setting).get("correct").asDouble()
                        / dataset.getValue().get("items").asDouble()));
    assertThat(values(results, "acc")).isEqualTo(golden);
    assertThat(results.metrics().get("acc").value())
        .isCloseTo(totals.get("mean_over_datasets").get(setting).asDouble(), within(ROUNDING));
  }

  @Test
  void gaokao() throws IOException {
    JsonNode totals = GoldenEvaluation.file("golden/evaluation/gaokao/totals.json");

    holdGaokao(
        measure(
            "gaokao",
            null,
            shared("data/benchmarks/gaokao-bench"),
            script("gaokao/totals-outputs", "file")),
        totals);
  }

  @Test
  void gaokaoAsGpt4AnsweredIt() throws IOException {
    JsonNode totals = GoldenEvaluation.file("golden/evaluation/gaokao/gpt4-totals.json");
    EvaluateResult result =
        job(
            "gaokao",
            shared("data/benchmarks/gaokao-bench"),
            script("gaokao/gpt4-outputs", "file"));

    holdGaokao(
        new Task.Results(result.results().get("gaokao"), result.groups().get("gaokao")),
        totals.get("published"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat-zero-shot", "chat-few-shot", "chat-cot", "llama-cot"})
  void ceval(String setting) throws IOException {
    JsonNode totals = GoldenEvaluation.file("golden/evaluation/ceval/totals.json").get(setting);

    Task.Results results =
        measure("ceval", setting, explainedCeval(), script("ceval/totals-outputs", "subject"));

    SortedMap<String, Double> golden = new TreeMap<>();
    totals
        .get("subjects")
        .properties()
        .forEach(s -> golden.put(s.getKey(), s.getValue().get("correct_ratio").asDouble()));
    SortedMap<String, Double> ours = new TreeMap<>();
    golden
        .keySet()
        .forEach(
            subject -> ours.put(subject, 100 * results.groups().get(subject).get("acc").value()));
    golden.forEach(
        (subject, ratio) -> assertThat(ours.get(subject)).isCloseTo(ratio, within(100 * ROUNDING)));
    assertThat(100 * results.metrics().get("acc").value())
        .isCloseTo(totals.get("macro_average").asDouble(), within(100 * ROUNDING));
    assertThat(100 * results.metrics().get("acc_micro").value())
        .isCloseTo(totals.get("micro_average").asDouble(), within(100 * ROUNDING));
  }

  @Test
  void aChainOfThoughtWithoutExplanationsIsAnErrorOfEveryItem() throws IOException {
    Path data = shared("data/benchmarks/ceval-layout");
    Map<String, String> script = script("ceval/totals-outputs", "subject");

    Task.Results results = measure("ceval", "chat-cot", data, script);

    assertThat(results.metrics().get("acc").value()).isZero();
    assertThat(results.metrics().get("acc").n()).isEqualTo(script.size());
  }

  @Test
  void cmmlu() throws IOException {
    JsonNode totals = GoldenEvaluation.file("golden/evaluation/cmmlu/totals.json").get("all");

    Task.Results results =
        measure(
            "cmmlu",
            "text",
            shared("data/benchmarks/cmmlu"),
            script("cmmlu/totals-outputs", "subject"));

    totals
        .get("subjects")
        .properties()
        .forEach(
            subject ->
                assertThat(100 * results.groups().get(subject.getKey()).get("acc").value())
                    .isEqualTo(subject.getValue().asDouble()));
  }

  private static void holdGaokao(Task.Results results, JsonNode totals) {
    holdPoints(results.metrics(), totals);
    totals
        .get("subject")
        .properties()
        .forEach(
            subject -> {
              holdPoints(results.groups().get(subject.getKey()), subject.getValue());
              subject
                  .getValue()
                  .get("type")
                  .properties()
                  .forEach(
                      file -> holdPoints(results.groups().get(file.getKey()), file.getValue()));
            });
  }

  private static void holdPoints(SortedMap<String, Metric> metrics, JsonNode golden) {
    assertThat(metrics.get("points").value()).isEqualTo(golden.get("correct_score").asDouble());
    assertThat(metrics.get("points_of").value()).isEqualTo(golden.get("total_score").asDouble());
    assertThat(metrics.get("scoring_rate").value())
        .isEqualTo(golden.get("scoring_rate").asDouble());
    assertThat(metrics.get("points").n()).isEqualTo(golden.get("question_num").asLong());
  }

  private static SortedMap<String, Double> values(Task.Results results, String metric) {
    SortedMap<String, Double> values = new TreeMap<>();
    results.groups().forEach((group, metrics) -> values.put(group, metrics.get(metric).value()));
    return values;
  }

  /** What the model answers, by the items' ids. */
  private static Map<String, String> script(String golden, String subject) {
    Map<String, String> script = new HashMap<>();
    for (JsonNode row : GoldenEvaluation.lines("golden/evaluation/" + golden + ".jsonl.gz")) {
      script.put(
          row.get(subject).asText() + "/" + row.get("index").asInt(), row.get("output").asText());
    }
    return script;
  }

  /** The task alone. */
  private Task.Results measure(String task, String setting, Path data, Map<String, String> script)
      throws IOException {
    EvaluateSettings settings = EvaluateJobTest.settings(task, setting, data, folder);
    Scoring scoring =
        new Scoring(null, new ScriptedAnswers(script), settings.rules(), null, 1, 1, null);
    Task named = Task.named(task, settings);
    return named.results(
        spark
            .createDataFrame(named.score(spark, data.toString(), scoring), ItemTable.SCHEMA)
            .collectAsList()
            .iterator());
  }

  /** The task through the job. */
  private EvaluateResult job(String task, Path data, Map<String, String> script) {
    return new EvaluateJob(
            EvaluateJobTest.settings(task, null, data, folder.resolve("out")),
            new BigramModel.Source(1, folder.toString()),
            new ScriptedAnswers(script))
        .run(spark);
  }

  private static Path shared(String path) {
    return GoldenEvaluation.shared(path).toAbsolutePath();
  }

  /** C-Eval's layout with the explanations that the golden values were made with. */
  private Path explainedCeval() throws IOException {
    Path data = shared("data/benchmarks/ceval-layout");
    Path copy = folder.resolve("ceval");
    Files.createDirectories(copy.resolve("dev"));
    Files.createDirectories(copy.resolve("val"));
    try (Stream<Path> files = Files.list(data.resolve("val"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve("val").resolve(file.getFileName()));
      }
    }
    try (Stream<Path> files = Files.list(data.resolve("dev"))) {
      for (Path file : files.toList()) {
        explain(file, copy.resolve("dev").resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static void explain(Path file, Path copy) throws IOException {
    List<List<String>> rows = new BenchmarkFile(file.toString(), Files.readAllBytes(file)).rows();
    StringBuilder explained = new StringBuilder(String.join(",", rows.get(0))).append('\n');
    for (int i = 1; i < rows.size(); i++) {
      List<String> cells = new ArrayList<>(rows.get(i));
      cells.set(7, "1. 说明%d。\n2. 故选%s。".formatted(i - 1, cells.get(6)));
      cells.replaceAll(cell -> '"' + cell.replace("\"", "\"\"") + '"');
      explained.append(String.join(",", cells)).append('\n');
    }
    Files.writeString(copy, explained);
  }
}
