package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers to MATH against the verdicts of the official {@code is_equiv}. */
class MathEquivalenceGoldenTest {
  private static Path golden(String name) {
    return SharedData.folder("golden/evaluation/math-equivalence").resolve(name);
  }

  @Test
  void pairsAreEqualWhereTheOfficialCodeSaysSo() {
    List<JsonNode> different =
        SharedData.rows(golden("pairs.jsonl.gz")).stream()
            .filter(
                pair ->
                    MathEquivalence.equivalent(
                            pair.get("first").textValue(), pair.get("second").textValue())
                        != pair.get("equivalent").asBoolean())
            .toList();
    assertThat(different).isEmpty();
  }

  @Test
  void bothAnswersOfAPairAreNormalisedAlike() {
    for (JsonNode pair : SharedData.rows(golden("pairs.jsonl.gz"))) {
      for (String side : List.of("first", "second")) {
        if (!pair.get(side).isNull()) {
          assertThat(MathEquivalence.normalise(pair.get(side).asText()))
              .as(pair.get(side).asText())
              .isEqualTo(Optional.ofNullable(pair.get(side + "_stripped").textValue()));
        }
      }
    }
  }

  @Test
  void goldAnswersAreNormalisedAlike() {
    for (JsonNode gold : SharedData.rows(golden("normalised-golds.jsonl.gz"))) {
      assertThat(MathEquivalence.normalise(gold.get("answer").asText()))
          .as(gold.get("answer").asText())
          .isEqualTo(Optional.ofNullable(gold.get("stripped").textValue()));
    }
  }
}
