package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** GAOKAO-Bench's objective part against what its authors' code asks, reads and adds up. */
class GaokaoGoldenTest {
  private static final String GAOKAO = "gaokao";

  private final Map<String, List<GaokaoQuestion>> questions = new HashMap<>();
  private final Map<String, JsonNode> instructions = new HashMap<>();

  @Test
  void promptsAreTheOfficialOnes() {
    OfficialGolden.hold(
        OfficialGolden.rows(GAOKAO, "prompts"),
        row ->
            prompt(row.get("file").asText(), row.get("index").asInt())
                .equals(
                    List.of(
                        new ChatMessage("system", row.get("system").asText()),
                        new ChatMessage("user", row.get("user").asText()))));
  }

  @Test
  void everyItemHasTheDigestOfItsOfficialPrompt() {
    OfficialGolden.hold(
        OfficialGolden.rows(GAOKAO, "prompt-digests"),
        row -> {
          List<ChatMessage> prompt = prompt(row.get(0).asText(), row.get(1).asInt());
          return OfficialGolden.digest(prompt.get(0).content() + "\0" + prompt.get(1).content())
              .equals(row.get(2).asText());
        });
  }

  @Test
  void answersAreReadAndScoredAsTheOfficialCodeDoes() {
    for (String name : OfficialGolden.names(GAOKAO, "extraction-")) {
      OfficialGolden.hold(
          OfficialGolden.rows(GAOKAO, name),
          row ->
              read(row).equals(OfficialGolden.strings(row.get("extracted")))
                  && scored(row, read(row)));
    }
  }

  @Test
  void listsOfAnswersAreScoredAsTheOfficialCodeDoes() {
    OfficialGolden.hold(
        OfficialGolden.rows(GAOKAO, "scoring"),
        row -> scored(row, OfficialGolden.strings(row.get("answer"))));
  }

  @Test
  void totalsAreTheOfficialOnes() {
    List<JsonNode> rows = OfficialGolden.rows(GAOKAO, "totals-outputs");
    OfficialGolden.hold(
        rows, row -> read(row).equals(OfficialGolden.strings(row.get("extracted"))));
    JsonNode totals = OfficialGolden.file(GAOKAO, "totals");
    holdTotals(rows, this::read, totals);
    assertThat(unequal(rows)).isEqualTo(totals.get("items_with_unequal_lengths").asLong());
  }

  @Test
  void gpt4HasThePublishedPoints() {
    List<JsonNode> rows = OfficialGolden.rows(GAOKAO, "gpt4-outputs");
    OfficialGolden.hold(
        rows, row -> read(row).equals(OfficialGolden.strings(row.get("extracted"))));
    JsonNode totals = OfficialGolden.file(GAOKAO, "gpt4-totals");
    holdTotals(rows, this::read, totals.get("published"));
    holdTotals(rows, this::read, totals.get("from_extracted_answers"));
    assertThat(unequal(rows))
        .isEqualTo(totals.get("items_with_unequal_lengths").get("extracted").asLong());
  }

  private void holdTotals(
      List<JsonNode> rows, Function<JsonNode, List<String>> answers, JsonNode totals) {
    Map<String, GaokaoPoints> files = new HashMap<>();
    for (JsonNode row : rows) {
      String file = row.get("file").asText();
      GaokaoPoints points =
          GaokaoPoints.of(GaokaoSubject.of(file).orElseThrow(), question(row), answers.apply(row));
      files.merge(file, points, GaokaoPoints::plus);
    }
    GaokaoPoints all = GaokaoPoints.NONE;
    for (GaokaoSubject subject : GaokaoSubject.values()) {
      JsonNode golden = totals.get("subject").get(subject.key());
      GaokaoPoints sum = GaokaoPoints.NONE;
      for (String file : subject.files()) {
        holdPoints(files.get(file), golden.get("type").get(file));
        sum = sum.plus(files.get(file));
      }
      holdPoints(sum, golden);
      all = all.plus(sum);
    }
    holdPoints(all, totals);
  }

  private static void holdPoints(GaokaoPoints points, JsonNode golden) {
    assertThat(points)
        .isEqualTo(
            new GaokaoPoints(
                golden.get("correct_score").asDouble(),
                golden.get("total_score").asDouble(),
                golden.get("question_num").asInt()));
    assertThat(points.rate()).isEqualTo(golden.get("scoring_rate").asDouble());
  }

  private boolean scored(JsonNode row, List<String> answers) {
    GaokaoSubject subject = GaokaoSubject.of(row.get("file").asText()).orElseThrow();
    GaokaoPoints points = GaokaoPoints.of(subject, question(row), answers);
    return points.earned() == row.get("points").asDouble()
        && points.of() == row.get("of").asDouble();
  }

  private long unequal(List<JsonNode> rows) {
    return rows.stream().filter(row -> read(row).size() != question(row).answers().size()).count();
  }

  private List<String> read(JsonNode row) {
    GaokaoType type =
        GaokaoType.of(instruction(row.get("file").asText()).get("type").asText()).orElseThrow();
    return GaokaoAnswer.in(type, row.get("output").asText(), question(row).answers().size());
  }

  private List<ChatMessage> prompt(String file, int index) {
    return questions(file).get(index).prompt(instruction(file).get("prefix_prompt").asText());
  }

  private GaokaoQuestion question(JsonNode row) {
    return questions(row.get("file").asText()).get(row.get("index").asInt());
  }

  private List<GaokaoQuestion> questions(String file) {
    return questions.computeIfAbsent(
        file,
        name ->
            StreamSupport.stream(
                    OfficialGolden.json(
                            data().resolve("Data/Objective_Questions/" + name + ".json"))
                        .get("example")
                        .spliterator(),
                    false)
                .map(
                    q ->
                        new GaokaoQuestion(
                            q.get("question").asText(),
                            OfficialGolden.strings(q.get("answer")),
                            q.get("score").asDouble()))
                .toList());
  }

  private JsonNode instruction(String file) {
    if (instructions.isEmpty()) {
      OfficialGolden.json(data().resolve("Bench/Obj_Prompt.json"))
          .get("examples")
          .forEach(e -> instructions.put(e.get("keyword").asText(), e));
    }
    return instructions.get(file);
  }

  private static Path data() {
    return SharedData.folder("data/benchmarks/gaokao-bench");
  }
}
