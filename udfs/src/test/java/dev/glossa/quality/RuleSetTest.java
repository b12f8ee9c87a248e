package dev.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.text.Features;
import dev.glossa.text.WordSplitter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final String GOOD =
      ("The people of the town have a library that is open to all. They come with their children"
          + " in the evening, and read what they like. A friendly woman helps them to find books"
          + " about history, music, gardens or distant countries. When it closes, everybody walks"
          + " home along the river, talking of what they found and what they will read next.");

  private static Map<String, Double> measure(String text) {
    return Measures.of(new Features(text, WordSplitter.icu("en")), RuleSet.of("en").stopWords());
  }

  @Test
  void passesProse() {
    assertThat(RuleSet.of("en").judge(measure(GOOD))).noneMatch(Verdict::failed);
  }

  @Test
  void namesEveryFailedRuleWithValueAndBound() {
    assertThat(RuleSet.of("en").judge(measure("- menu\n- menu\n- menu")))
        .filteredOn(Verdict::failed)
        .extracting(Verdict::rule)
        .contains(
            "dup_line_frac", "line_punct_ratio", "gopher_short_doc", "gopher_too_many_bullets");
    assertThat(RuleSet.of("en").judge(measure("- menu\n- menu\n- menu")))
        .contains(new Verdict("dup_line_frac", 2 / 3.0, 0.3, true));
  }

  @Test
  void judgesStoredMeasuresWithoutTheText() {
    Map<String, Double> stored = Map.of("gopher_short_doc", 49.0, "list_ratio", 0.3);
    assertThat(RuleSet.of("en").judge(stored))
        .containsExactly(
            new Verdict("list_ratio", 0.3, 0.3, false),
            new Verdict("gopher_short_doc", 49, 50, true));
  }

  @Test
  void hasBoundsOfItsOwnForEveryLanguage() {
    assertThat(RuleSet.of("hi").rules())
        .contains(new Rule("top_2_gram", Rule.Side.MAXIMUM, 0.208))
        .contains(new Rule("line_punct_ratio", Rule.Side.MINIMUM, 0.091));
    assertThat(RuleSet.of("gu").stopWords()).hasSize(55);
    assertThat(RuleSet.of("sw").rules())
        .contains(new Rule("duplicated_10_n_grams", Rule.Side.MAXIMUM, 0.113));
  }

  @Test
  void asksNoStopWordsOfALanguageWithoutAList() {
    assertThat(RuleSet.isKnown("fr")).isFalse();
    assertThat(RuleSet.of("fr").judge(measure(GOOD)))
        .extracting(Verdict::rule)
        .doesNotContain("gopher_enough_stop_words");
  }
}
