package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** MMLU's groups against those of its authors' code. */
class MmluSubjectGoldenTest {
  private static final String MMLU = "mmlu";

  @Test
  void groupsHaveTheOfficialAccuracies() {
    JsonNode groups = OfficialGolden.file(MMLU, "totals").get("groups");
    assertThat(accuracies(MmluSubject::subcategory)).isEqualTo(golden(groups.get("subcategories")));
    assertThat(accuracies(MmluSubject::category)).isEqualTo(golden(groups.get("categories")));
  }

  private static Map<String, Double> accuracies(Function<MmluSubject, String> group) {
    Map<String, Tally> tallies = new TreeMap<>();
    for (JsonNode row : OfficialGolden.rows(MMLU, "totals-logprobs")) {
      MmluSubject subject = MmluSubject.of(row.get("subject").asText()).orElseThrow();
      Tally tally = new Tally(row.get("correct").asBoolean() ? 1 : 0, 1);
      tallies.merge(group.apply(subject), tally, Tally::plus);
    }
    Map<String, Double> accuracies = new TreeMap<>();
    tallies.forEach((name, tally) -> accuracies.put(name, tally.accuracy()));
    return accuracies;
  }

  private static Map<String, Double> golden(JsonNode groups) {
    Map<String, Double> accuracies = new TreeMap<>();
    groups
        .properties()
        .forEach(g -> accuracies.put(g.getKey(), g.getValue().get("accuracy").asDouble()));
    return accuracies;
  }
}
