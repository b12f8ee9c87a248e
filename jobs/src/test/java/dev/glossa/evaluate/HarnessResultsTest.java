package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HarnessResultsTest {

  @Test
  void saysOfEachMetricWhetherMoreIsBetter() throws IOException {
    Metric metric = Metric.share(1, 4);
    SortedMap<String, SortedMap<String, Metric>> results = new TreeMap<>();
    results.put("response", new TreeMap<>(Map.of("chrf", metric, "bits_per_byte", metric)));
    results.put(
        "code-switching",
        new TreeMap<>(Map.of("code_switching_rate", metric, "other_language_rate", metric)));

    JsonNode better =
        new ObjectMapper()
            .readTree(
                HarnessResults.json(
                    new EvaluateResult(
                        1,
                        "model",
                        "tokenizer",
                        results,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("glossa", "1")))))
            .path("higher_is_better");

    assertThat(better.path("response")).hasToString("{\"bits_per_byte\":false,\"chrf\":true}");
    assertThat(better.path("code-switching"))
        .hasToString("{\"code_switching_rate\":false,\"other_language_rate\":false}");
  }

  @Test
  void saysOfEachTaskAndItsPartsHowManyExamplesThereWere() throws IOException {
    SortedMap<String, Metric> metrics = new TreeMap<>(Map.of("acc", Metric.share(1, 4)));
    EvaluateResult result =
        new EvaluateResult(
            1,
            "model",
            "tokenizer",
            new TreeMap<>(Map.of("ceval", metrics, "gaokao", metrics, "perplexity", metrics)),
            new TreeMap<>(Map.of("ceval", new TreeMap<>(Map.of("law", metrics)))),
            new TreeMap<>(Map.of("ceval.shots", "5", "gaokao.shots", "0")),
            new TreeMap<>(Map.of("glossa", "1")));

    assertThat(new ObjectMapper().readTree(HarnessResults.json(result)).path("n-shot"))
        .hasToString("{\"ceval\":5,\"ceval_law\":5,\"gaokao\":0}");
  }
}
