package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** sacrebleu's scores, which make_chrf.py wrote. */
class ChrfTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double ROUNDING = 1e-9;

  @Test
  void scoresAreThoseOfSacrebleu() throws IOException {
    Chrf all = Chrf.none();
    for (String line : golden()) {
      JsonNode golden = JSON.readTree(line);
      if (golden.has("corpus")) {
        assertThat(all.score()).isCloseTo(golden.get("corpus").asDouble(), within(ROUNDING));
        continue;
      }
      Chrf one = Chrf.of(golden.get("answer").asText(), golden.get("reference").asText());
      assertThat(one.score()).as(line).isCloseTo(golden.get("score").asDouble(), within(ROUNDING));
      all = all.plus(one);
    }
  }

  private static List<String> golden() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ChrfTest.class.getResourceAsStream("chrf.jsonl"), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
