package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** AGIEval against what its authors' code asks, reads and adds up. */
class AgievalGoldenTest {
  private static final String AGIEVAL = "agieval";

  private final AgievalFiles files = new AgievalFiles();

  @Test
  void promptsWithoutExamplesAreTheOfficialOnes() {
    for (AgievalSetting setting : List.of(AgievalSetting.ZERO_SHOT, AgievalSetting.ZERO_SHOT_COT)) {
      OfficialGolden.hold(
          OfficialGolden.rows(AGIEVAL, "prompts-" + setting.key()),
          row ->
              prompt(setting, AgievalFiles.dataset(row), files.of(row))
                  .equals(row.get("prompt").asText()));
    }
  }

  @Test
  void everyItemHasTheDigestOfItsOfficialPrompt() {
    OfficialGolden.hold(
        OfficialGolden.rows(AGIEVAL, "prompt-digests"),
        row -> {
          AgievalDataset dataset = AgievalDataset.of(row.get(0).asText()).orElseThrow();
          AgievalSetting setting = AgievalFiles.setting(row.get(1).asText());
          AgievalItem item = files.of(dataset).get(row.get(2).asInt());
          return OfficialGolden.digest(prompt(setting, dataset, item)).equals(row.get(3).asText());
        });
  }

  @Test
  void theSecondStageAsksForTheAnswer() {
    OfficialGolden.hold(
        OfficialGolden.rows(AGIEVAL, "prompts-second-stage"),
        row -> {
          AgievalDataset dataset = AgievalFiles.dataset(row);
          return AgievalPrompt.secondStage(
                  dataset,
                  AgievalPrompt.chainOfThought(dataset, files.of(row)),
                  row.get("first_output").asText(),
                  row.get("with_format_prompt").asBoolean())
              .equals(row.get("prompt").asText());
        });
  }

  @Test
  void asManyExamplesPrecedeAQuestionAsFitTheOfficialLimit() {
    Encoding cl100k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    List<List<String>> examples = files.examples();
    for (JsonNode row : OfficialGolden.rows(AGIEVAL, "prompts-few-shot")) {
      AgievalDataset dataset = AgievalFiles.dataset(row);
      AgievalSetting setting = AgievalFiles.setting(row.get("setting").asText());
      AgievalShots shots = AgievalShots.of(dataset, examples, setting);
      int limit = row.get("max_tokens").asInt();
      AgievalItem item = files.of(row);
      if (row.get("chat").asBoolean()) {
        List<ChatMessage> chat = shots.chat(limit, cl100k::countTokensOrdinary, item);
        assertThat(chat).isEqualTo(OfficialGolden.messages(row.get("prompt")));
        assertThat(chat).hasSize(2 * row.get("shots").asInt() + 1);
        continue;
      }
      Optional<AgievalShots.Beginning> text = shots.text(limit, cl100k::countTokensOrdinary);
      assertThat(text.isEmpty()).as(row.toString()).isEqualTo(row.has("error"));
      text.ifPresent(
          beginning -> {
            assertThat(shots.prompt(beginning, item)).isEqualTo(row.get("prompt").asText());
            assertThat(beginning.shots()).isEqualTo(row.get("shots").asInt());
          });
    }
  }

  @Test
  void answersAreReadAndJudgedAsTheOfficialCodeDoes() {
    for (String name : OfficialGolden.names(AGIEVAL, "extraction-")) {
      OfficialGolden.hold(
          OfficialGolden.rows(AGIEVAL, name),
          row -> {
            AgievalDataset dataset = AgievalFiles.dataset(row);
            AgievalSetting setting = AgievalFiles.setting(row.get("setting").asText());
            String output = row.get("output").asText();
            List<String> answer = AgievalAnswer.in(dataset, setting, output);
            return answer.equals(parsed(row.get("parsed")))
                && AgievalAnswer.isRight(dataset, answer, files.of(row))
                    == row.get("correct").asBoolean()
                && (!row.has("pattern_found")
                    || AgievalAnswer.hasFormOfShots(dataset, setting, output)
                        == row.get("pattern_found").asBoolean());
          });
    }
  }

  @Test
  void verdictsAndTableAreTheOfficialOnes() {
    JsonNode totals = OfficialGolden.file(AGIEVAL, "totals");
    Map<AgievalDataset, List<String>> outputs = new EnumMap<>(AgievalDataset.class);
    for (JsonNode row : OfficialGolden.rows(AGIEVAL, "totals-outputs")) {
      outputs
          .computeIfAbsent(AgievalFiles.dataset(row), d -> new ArrayList<>())
          .add(row.get("output").asText());
    }
    JsonNode table = totals.get("official_table");
    int column = 0;
    for (AgievalSetting setting : AgievalSetting.values()) {
      column++;
      Map<AgievalDataset, Double> accuracies = new EnumMap<>(AgievalDataset.class);
      int line = 0;
      for (AgievalDataset dataset : AgievalDataset.values()) {
        String verdicts = verdicts(dataset, setting, outputs.get(dataset));
        long right = verdicts.chars().filter(c -> c == '1').count();
        accuracies.put(dataset, (double) right / verdicts.length());
        JsonNode golden = totals.get("datasets").get(dataset.key()).get(setting.key());
        assertThat(right).isEqualTo(golden.get("correct").asLong());
        assertThat(golden.get("verdicts").asText()).isIn(verdicts, OfficialGolden.digest(verdicts));
        JsonNode printed = table.get(++line);
        assertThat(dataset.key()).isEqualTo(printed.get(0).asText());
        assertThat(AgievalTotals.printed(accuracies.get(dataset)))
            .isEqualTo(printed.get(column).asText());
      }
      assertThat(AgievalTotals.printed(AgievalTotals.average(accuracies)))
          .isEqualTo(table.get(++line).get(column).asText());
    }
  }

  @Test
  void aDatasetThatWasNotAskedCountsAsZero() {
    assertThat(AgievalTotals.average(Map.of(AgievalDataset.MATH, 0.42))).isEqualTo(0.42 / 21);
  }

  private String verdicts(AgievalDataset dataset, AgievalSetting setting, List<String> outputs) {
    StringBuilder verdicts = new StringBuilder();
    for (int i = 0; i < outputs.size(); i++) {
      List<String> answer = AgievalAnswer.in(dataset, setting, outputs.get(i));
      AgievalItem item = files.of(dataset).get(i);
      verdicts.append(AgievalAnswer.isRight(dataset, answer, item) ? '1' : '0');
    }
    return verdicts.toString();
  }

  private static String prompt(AgievalSetting setting, AgievalDataset dataset, AgievalItem item) {
    return setting == AgievalSetting.ZERO_SHOT
        ? AgievalPrompt.zeroShot(dataset, item)
        : AgievalPrompt.chainOfThought(dataset, item);
  }

  private static List<String> parsed(JsonNode parsed) {
    if (parsed.isNull()) {
      return List.of();
    }
    return parsed.isArray() ? OfficialGolden.strings(parsed) : List.of(parsed.asText());
  }
}
