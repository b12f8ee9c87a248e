package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** CMMLU against what its authors' code asks, reads and adds up. */
class CmmluGoldenTest {
  private static final String CMMLU = "cmmlu";
  private static final String RANDOM = "A";

  private final Map<String, List<ChoiceQuestion>> files = new HashMap<>();

  @Test
  void promptsAreTheOfficialOnes() {
    OfficialGolden.hold(
        OfficialGolden.rows(CMMLU, "prompts"),
        row ->
            prompt(
                    row.get("subject").asText(),
                    row.get("shots").asInt(),
                    row.get("index").asInt(),
                    row.get("cot").asBoolean()
                        ? CmmluPrompt.Style.THOUGHT
                        : CmmluPrompt.Style.ANSWER)
                .equals(row.get("prompt").asText()));
  }

  @Test
  void everyItemHasTheDigestOfItsOfficialPrompt() {
    OfficialGolden.hold(
        OfficialGolden.rows(CMMLU, "prompt-digests"),
        row ->
            OfficialGolden.digest(
                    prompt(
                        row.get(0).asText(),
                        row.get(1).asInt(),
                        row.get(2).asInt(),
                        CmmluPrompt.Style.ANSWER))
                .equals(row.get(3).asText()));
  }

  @Test
  void lettersAreReadAsTheOfficialCodeDoes() {
    OfficialGolden.hold(
        OfficialGolden.rows(CMMLU, "extraction"),
        row -> {
          ChoiceQuestion question = question(row);
          Verdict verdict = CmmluAnswer.judge(question, row.get("output").asText(), RANDOM);
          if (row.has("error")) {
            return verdict.error() != null && !verdict.right();
          }
          if (row.has("random")) {
            return verdict.error() == null
                && verdict.extracted() == null
                && verdict.right() == question.answer().equals(RANDOM);
          }
          return row.get("extracted").asText().equals(verdict.extracted())
              && row.get("correct").asBoolean() == verdict.right();
        });
  }

  @Test
  void totalsAreTheOfficialOnes() {
    Map<String, Tally> subjects = new TreeMap<>();
    for (JsonNode row : OfficialGolden.rows(CMMLU, "totals-outputs")) {
      CmmluResultsRow written = CmmluResultsRow.of(row.get("output").asText());
      boolean right = CmmluAnswer.judge(question(row), written.response(), RANDOM).right();
      Tally tally = new Tally(right ? 1 : 0, 1 + written.remains());
      subjects.merge(row.get("subject").asText(), tally, Tally::plus);
    }
    JsonNode totals = OfficialGolden.file(CMMLU, "totals");
    Map<String, Double> golden = new TreeMap<>();
    totals
        .get("all")
        .get("subjects")
        .properties()
        .forEach(s -> golden.put(s.getKey(), s.getValue().asDouble()));
    Map<String, Double> ours = new TreeMap<>();
    subjects.forEach((subject, tally) -> ours.put(subject, 100 * tally.accuracy()));
    assertThat(ours).isEqualTo(golden);
    for (String run : List.of("all", "without_two_subjects")) {
      Map<String, Tally> present = new TreeMap<>(subjects);
      OfficialGolden.strings(totals.get(run).get("left_out")).forEach(present::remove);
      List<String> printed = OfficialGolden.strings(totals.get(run).get("printed"));
      assertThat(printed.stream().filter(line -> !line.startsWith("Warning")))
          .containsExactlyElementsOf(printed(present));
    }
  }

  @Test
  void categoriesHaveTheOfficialSubjects() {
    OfficialGolden.file(CMMLU, "totals")
        .get("categories")
        .properties()
        .forEach(
            category ->
                assertThat(
                        CmmluSubject.ALL.stream()
                            .filter(s -> s.categories().contains(category.getKey()))
                            .map(CmmluSubject::key))
                    .containsExactlyInAnyOrderElementsOf(
                        OfficialGolden.strings(category.getValue())));
  }

  private static List<String> printed(Map<String, Tally> subjects) {
    List<String> lines = new ArrayList<>();
    for (String category : CmmluSubject.CATEGORIES) {
      double mean = CmmluTotals.category(category, subjects);
      lines.add("%-40s %s".formatted(category, PythonText.fixed(100 * mean, 2)));
    }
    double overall = CmmluTotals.overall(subjects);
    lines.add("%-30s %s".formatted("Overall", PythonText.fixed(100 * overall, 2)));
    return lines;
  }

  private String prompt(String subject, int shots, int index, CmmluPrompt.Style style) {
    return CmmluPrompt.of(
            CmmluSubject.of(subject).orElseThrow(),
            questions("dev", subject).subList(0, shots),
            questions("test", subject).get(index),
            style)
        .text();
  }

  private ChoiceQuestion question(JsonNode row) {
    return questions("test", row.get("subject").asText()).get(row.get("index").asInt());
  }

  private List<ChoiceQuestion> questions(String split, String subject) {
    return files.computeIfAbsent(
        split + "/" + subject + ".csv",
        file ->
            OfficialGolden.csv(SharedData.folder("data/benchmarks/cmmlu").resolve(file)).stream()
                .skip(1)
                .map(
                    cells ->
                        new ChoiceQuestion(cells.get(1), cells.subList(2, 6), cells.get(6), null))
                .toList());
  }
}
