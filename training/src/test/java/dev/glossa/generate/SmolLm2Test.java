package dev.glossa.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.model.Batch;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SequenceReader;
import dev.glossa.model.TokenLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A real model, SmolLM2-135M-Instruct, against transformers; its folder is {@code glossa.smollm2}.
 */
class SmolLm2Test {
  private static final double CLOSE_CALL = 0.01;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode golden;
  private static LlamaModel model;

  @BeforeAll
  static void load() throws IOException {
    String folder = System.getProperty("glossa.smollm2", "");
    Path facts = Path.of(System.getProperty("glossa.shared"), "golden", "smollm2", "golden.json");
    Assumptions.assumeTrue(
        !folder.isEmpty() && Files.exists(facts),
        "skipped: no SmolLM2 folder (glossa.smollm2) or no " + facts);
    golden = JSON.readTree(Files.readString(facts));
    model = HuggingFaceFolder.load(Path.of(folder), DataType.FLOAT);
  }

  @Test
  void theFiveLargestLogitsAfterEveryPrompt() {
    for (JsonNode prompt : golden.get("prompts")) {
      float[] logits = model.logits(ints(prompt.get("ids")));
      float[] sorted = logits.clone();
      Arrays.sort(sorted);
      int rank = 0;
      for (JsonNode top : prompt.get("top5")) {
        double expected = top.get(1).asDouble();
        assertThat((double) logits[top.get(0).asInt()])
            .as(prompt.get("prompt").asText())
            .isCloseTo(expected, within(1e-3));
        assertThat((double) sorted[sorted.length - ++rank]).isCloseTo(expected, within(1e-3));
      }
    }
  }

  @Test
  void theFirstGreedyTokensOfEveryPrompt() {
    greedyTokensOfEveryPrompt(8);
  }

  /** A token costs a pass over all before it, so that all tokens take a minute. */
  @Tag("nightly")
  @Test
  void theGreedyTokensOfEveryPrompt() {
    greedyTokensOfEveryPrompt(Integer.MAX_VALUE);
  }

  private static void greedyTokensOfEveryPrompt(int most) {
    for (JsonNode prompt : golden.get("prompts")) {
      if (prompt.get("smallest_gap").asDouble() >= CLOSE_CALL) {
        int[] all = ints(prompt.get("greedy"));
        int[] expected = Arrays.copyOf(all, Math.min(most, all.length));
        assertThat(
                new Generator(model)
                    .generate(
                        ints(prompt.get("ids")), SamplingSettings.greedy(expected.length, Set.of()))
                    .ids())
            .as(prompt.get("prompt").asText())
            .containsExactly(Arrays.stream(expected).boxed().toArray(Integer[]::new));
      }
    }
  }

  @Test
  void theGreedyTokensOfAllPromptsTogether() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (JsonNode prompt : golden.get("prompts")) {
      requests.add(
          new GenerationRequest(
              ints(prompt.get("ids")),
              SamplingSettings.greedy(prompt.get("greedy").size(), Set.of())));
    }

    List<Generation> generations = new Generator(new SequenceReader(model)).generate(requests);

    for (int i = 0; i < requests.size(); i++) {
      JsonNode prompt = golden.get("prompts").get(i);
      if (prompt.get("smallest_gap").asDouble() >= CLOSE_CALL) {
        assertThat(generations.get(i).ids())
            .as(prompt.get("prompt").asText())
            .containsExactly(
                Arrays.stream(ints(prompt.get("greedy"))).boxed().toArray(Integer[]::new));
      }
    }
  }

  @Test
  void lossAndGradientNormsOfAText() {
    JsonNode training = golden.get("training");
    int[][] ids = {ints(training.get("ids"))};
    TokenLoss loss = model.sumGradients(Batch.of(ids, ids));
    double expected = training.get("loss").asDouble();
    assertThat(loss.mean()).isCloseTo(expected, within(1e-4 * expected));
    training
        .get("gradient_norms")
        .fields()
        .forEachRemaining(
            norm -> {
              double actual = norm(model.gradientsByName().get(norm.getKey())) / loss.tokens();
              double wanted = norm.getValue().asDouble();
              assertThat(actual).as(norm.getKey()).isCloseTo(wanted, within(1e-4 * wanted));
            });
  }

  /**
   * The norm as PyTorch sums it in float32, in 8 lanes: over the 28 million elements of the
   * embedding that sum alone is off by 1e-4 of the float64 one, and the golden norms have it.
   */
  private static double norm(INDArray array) {
    float[] lanes = new float[8];
    float[] values = array.dup().data().asFloat();
    for (int i = 0; i < values.length; i++) {
      lanes[i % lanes.length] += values[i] * values[i];
    }
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return Math.sqrt(sum);
  }

  private static int[] ints(JsonNode array) {
    return JSON.convertValue(array, int[].class);
  }
}
