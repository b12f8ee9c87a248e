package dev.glossa.quality;

import dev.glossa.DatatroveGolden;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds verdicts and reasons to datatrove's over the corpora. */
class DatatroveVerdictsTest {

  private static final Set<String> FINEWEB =
      Set.of("line_punct_ratio", "short_line_ratio", "char_dup_ratio", "list_ratio");

  @ParameterizedTest
  @MethodSource("dev.glossa.DatatroveGolden#languages")
  void givesTheSameReasons(String language) {
    DatatroveGolden.hold(
        language,
        (text, expected) ->
            reasons(language, text)
                .equals(
                    Arrays.asList(
                        expected.get("repetition").textValue(),
                        expected.get("fineweb").textValue(),
                        expected.get("gopher").textValue())));
  }

  /** The first reason of each of datatrove's filters, or null. */
  private static List<String> reasons(String language, String text) {
    List<Verdict> failed =
        DocumentRules.of(language).judge(text).stream().filter(Verdict::failed).toList();
    return Arrays.asList(
        first(failed, rule -> !rule.startsWith("gopher") && !FINEWEB.contains(rule)),
        first(failed, FINEWEB::contains),
        first(failed, rule -> rule.startsWith("gopher")));
  }

  private static String first(List<Verdict> failed, Predicate<String> filter) {
    Optional<String> first = failed.stream().map(Verdict::rule).filter(filter).findFirst();
    return first.orElse(null);
  }
}
