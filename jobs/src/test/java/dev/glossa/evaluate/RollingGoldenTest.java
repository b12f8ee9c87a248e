package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.evaluate.RollingWindows.Window;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Rolling perplexity against lm-evaluation-harness' windows, counts and sums. */
class RollingGoldenTest {
  private static final String GOLDEN = "golden/evaluation/loglikelihood/";
  private static final int PREFIX = -1;

  @Test
  void windowsAreThoseOfTheHarness() throws IOException {
    int length = GoldenEvaluation.file(GOLDEN + "rolling-totals.json").get("window").asInt();
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "rolling.jsonl.gz")) {
      int[] tokens = IntStream.range(0, golden.get("tokens").asInt()).toArray();
      List<Window> windows = RollingWindows.of(tokens, PREFIX, length, length);

      assertThat(windows).hasSameSizeAs(golden.get("windows"));
      int scored = 0;
      for (int w = 0; w < windows.size(); w++) {
        JsonNode expected = golden.get("windows").get(w);
        int[] ids = windows.get(w).ids();
        assertThat(windows.get(w).scored()).isEqualTo(expected.get("scored").asInt());
        assertThat(ids.length - windows.get(w).scored()).isEqualTo(expected.get("context").asInt());
        scored += windows.get(w).scored();
        assertThat(ids[ids.length - 1]).isEqualTo(scored - 1);
      }
      assertThat(scored).isEqualTo(tokens.length);
    }
  }

  @Test
  void wordsAndBytesAreCountedAsInTheHarness() {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "rolling.jsonl.gz")) {
      String text = golden.get("text").asText();
      assertThat(TextUnits.words(text)).isEqualTo(golden.get("words").asLong());
      assertThat(TextUnits.bytes(text)).isEqualTo(golden.get("bytes").asLong());
    }
  }

  @Test
  void perplexitiesAreThoseOfTheHarness() throws IOException {
    Perplexities all = new Perplexities();
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "rolling.jsonl.gz")) {
      Perplexities.Scored document =
          new Perplexities.Scored(
              golden.get("loglikelihood").asDouble(),
              golden.get("tokens").asLong(),
              golden.get("words").asLong(),
              golden.get("bytes").asLong());
      all.add(document);
      Perplexities one = new Perplexities();
      one.add(document);
      assertEqual(one.metrics(), golden);
    }
    assertEqual(all.metrics(), GoldenEvaluation.file(GOLDEN + "rolling-totals.json"));
  }

  private static void assertEqual(SortedMap<String, Metric> metrics, JsonNode golden) {
    for (String name : List.of("word_perplexity", "byte_perplexity", "bits_per_byte")) {
      double expected = golden.get(name).asDouble();
      Offset<Double> rounding = within(1e-12 * expected);
      assertThat(metrics.get(name).value()).as(name).isCloseTo(expected, rounding);
    }
  }
}
