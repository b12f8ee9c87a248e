package dev.glossa.dedup;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import dev.glossa.dedup.PlantedDuplicates.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What MinHash finds in the languages of the corpus, and what it confuses. */
class NearDuplicateQualityTest {

  private static final int DOCUMENTS = 100;

  /** Two documents with less in common are unrelated; one pair in seven million shares a band. */
  private static final double UNRELATED = 0.1;

  static Stream<String> languages() {
    return SharedData.names(SharedData.folder("data/corpus")).stream();
  }

  private static List<String> texts(String language) {
    return SharedData.rows(SharedData.folder("data/corpus").resolve(language + ".jsonl.gz"))
        .stream()
        .map((JsonNode row) -> row.get("text").asText())
        .toList();
  }

  private static Set<Long> bands(String language, String text) {
    return NearDuplicates.scriptSafe(language)
        .signature(text)
        .map(signature -> Arrays.stream(MinHash.bands(signature)).boxed())
        .orElse(Stream.of())
        .collect(Collectors.toSet());
  }

  /** Found are as many as 1 - (1 - s^8)^14 lets expect, up to four standard deviations. */
  @ParameterizedTest
  @MethodSource("languages")
  void findsPlantedDuplicatesAsOftenAsFourteenBandsOfEightShould(String language) {
    PlantedDuplicates.of(language, texts(language), DOCUMENTS).stream()
        .collect(groupingBy(Pair::target))
        .forEach(
            (target, pairs) -> {
              double expected = pairs.stream().mapToDouble(Pair::chance).sum();
              double variance =
                  pairs.stream().mapToDouble(pair -> pair.chance() * (1 - pair.chance())).sum();
              long found =
                  pairs.stream()
                      .filter(
                          pair -> {
                            Set<Long> common = bands(language, pair.text());
                            common.retainAll(bands(language, pair.copy()));
                            return !common.isEmpty();
                          })
                      .count();
              assertThat((double) found)
                  .as("%s: found of %d pairs of %s", language, pairs.size(), target)
                  .isCloseTo(expected, within(4 * Math.sqrt(variance) + 0.5));
            });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void neverConfusesUnrelatedDocuments(String language) {
    List<String> texts = texts(language);
    Map<Long, Integer> firstOfBand = new HashMap<>();
    List<String> confused = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      for (long band : bands(language, texts.get(i))) {
        Integer first = firstOfBand.putIfAbsent(band, i);
        if (first != null && similarity(language, texts.get(i), texts.get(first)) < UNRELATED) {
          confused.add(first + " and " + i);
        }
      }
    }
    assertThat(confused).isEmpty();
  }

  private static double similarity(String language, String a, String b) {
    NearDuplicates near = NearDuplicates.scriptSafe(language);
    return near.shingles(a).jaccard(near.shingles(b));
  }
}
