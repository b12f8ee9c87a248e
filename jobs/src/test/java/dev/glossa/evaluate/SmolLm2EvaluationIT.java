package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real model's scores against the official code and lm-evaluation-harness. */
class SmolLm2EvaluationIT {
  private static final String GOLDEN = "golden/evaluation/loglikelihood/";
  private static final double TOLERANCE = 1e-3;

  private ModelSource source;
  private LanguageModel model;
  private Tokenizer tokenizer;

  @BeforeEach
  void load() throws IOException {
    String folder = System.getProperty("glossa.smollm2", "");
    assumeFalse(folder.isEmpty(), "Skipped: SmolLM2 is not given (-Dglossa.smollm2=DIR).");
    source = new ByteLevelSource(Path.of(folder));
    model = source.load();
    tokenizer = source.tokenizer();
  }

  @Test
  void optionsScoreAsInTheOfficialCode() {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "mmlu-official.jsonl.gz")) {
      assertEqual(
          OptionScores.of(Mode.OFFICIAL, model, tokenizer, begin(), golden.get("prompt").asText()),
          golden.get("logprobs"));
    }
  }

  @Test
  void optionsScoreAsInTheHarness() {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "mmlu-harness.jsonl.gz")) {
      assertEqual(
          OptionScores.of(Mode.HARNESS, model, tokenizer, begin(), golden.get("context").asText()),
          golden.get("loglikelihoods"));
    }
  }

  @Test
  void documentsScoreAsInTheHarness() throws IOException {
    int window = GoldenEvaluation.file(GOLDEN + "rolling-totals.json").get("window").asInt();
    Scoring scoring = new Scoring(source, Mode.HARNESS, null, window, 1, null);
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "rolling.jsonl.gz")) {
      Perplexities.Scored scored =
          PerplexityTask.score(golden.get("text").asText(), model, tokenizer, scoring);
      assertThat(scored.tokens()).isEqualTo(golden.get("tokens").asLong());
      assertThat(scored.logLikelihood())
          .as(golden.get("name").asText())
          .isCloseTo(golden.get("loglikelihood").asDouble(), within(TOLERANCE));
    }
  }

  private int begin() {
    return source.beginsPrompts() ? tokenizer.bosId() : -1;
  }

  private static void assertEqual(double[] scores, JsonNode golden) {
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isCloseTo(golden.get(i).asDouble(), within(TOLERANCE));
    }
  }
}
