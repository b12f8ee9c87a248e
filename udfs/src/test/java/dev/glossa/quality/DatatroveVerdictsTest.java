package dev.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import dev.glossa.text.Features;
import dev.glossa.text.WordSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds words, verdicts and reasons to datatrove's over the corpora, in the languages whose words
 * datatrove finds by IndicNLP's rules.
 */
class DatatroveVerdictsTest {

  private static final Set<String> FINEWEB =
      Set.of("line_punct_ratio", "short_line_ratio", "char_dup_ratio", "list_ratio");

  static Stream<String> languagesSplitByRules() {
    Set<String> byRules = Set.of("bn", "gu", "hi", "ml", "mr", "ne", "ta", "te", "ur");
    return SharedData.names(SharedData.folder("golden/datatrove")).stream()
        .filter(byRules::contains);
  }

  @ParameterizedTest
  @MethodSource("languagesSplitByRules")
  void givesTheSameReasons(String language) {
    Path golden = SharedData.folder("golden/datatrove").resolve(language + ".jsonl.gz");
    Path corpus = SharedData.folder("data/corpus").resolve(language + ".jsonl.gz");
    Map<String, String> texts = new HashMap<>();
    SharedData.rows(corpus).forEach(d -> texts.put(d.get("id").asText(), d.get("text").asText()));
    List<String> different = new ArrayList<>();
    for (JsonNode expected : SharedData.rows(golden)) {
      String id = expected.get("id").asText();
      String found = describe(language, texts.get(id));
      String wanted =
          "%s words, %s, %s, %s"
              .formatted(
                  expected.get("words").asInt(),
                  expected.get("repetition").textValue(),
                  expected.get("fineweb").textValue(),
                  expected.get("gopher").textValue());
      if (!found.equals(wanted)) {
        different.add(id + ": " + found + " instead of " + wanted);
      }
    }
    assertThat(different).isEmpty();
  }

  private static String describe(String language, String text) {
    RuleSet rules = RuleSet.of(language);
    Features features = new Features(text, WordSplitter.datatrove(language));
    List<Verdict> failed =
        rules.judge(Measures.of(features, rules.stopWords())).stream()
            .filter(Verdict::failed)
            .toList();
    return "%s words, %s, %s, %s"
        .formatted(
            features.words().size(),
            first(failed, rule -> !rule.startsWith("gopher") && !FINEWEB.contains(rule)),
            first(failed, FINEWEB::contains),
            first(failed, rule -> rule.startsWith("gopher")));
  }

  private static String first(List<Verdict> failed, Predicate<String> filter) {
    Optional<String> first = failed.stream().map(Verdict::rule).filter(filter).findFirst();
    return first.orElse(null);
  }
}
