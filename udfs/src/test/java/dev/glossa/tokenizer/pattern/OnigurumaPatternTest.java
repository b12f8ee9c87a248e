package dev.glossa.tokenizer.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnigurumaPatternTest {

  private static List<String> matches(String pattern, String text) {
    int[] characters = text.codePoints().toArray();
    List<String> matches = new ArrayList<>();
    OnigurumaPattern.compile(pattern)
        .findAll(
            characters,
            characters.length,
            (from, to) -> matches.add(new String(characters, from, to - from)));
    return matches;
  }

  @Test
  void aPatternThatGoesAstrayIsStopped() {
    assertThatThrownBy(() -> matches("(a|a)*b", "a".repeat(100)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'(a|a)*b' takes too many steps on a text of 100 characters");
  }

  @Test
  void aLongMatchNeedsNoDeepStack() {
    assertThat(matches("(?:a|b)+", "ab".repeat(500_000))).hasSize(1);
  }

  @Test
  void aLiteralStandsForItself() {
    int[] text = "a.b*a.b*".codePoints().toArray();
    List<Integer> ends = new ArrayList<>();
    OnigurumaPattern.literal(".b*").findAll(text, text.length, (from, to) -> ends.add(to));
    assertThat(ends).containsExactly(4, 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a",
        "a)",
        "[a",
        "*a",
        "\\p{Nothing}",
        "\\p{[a]}",
        "(?<=a+)b",
        "\\1",
        "\\g<1>",
        "(?(1)a|b)",
        "a{2000}",
        "(?x)a",
        "[b-a]",
        "\\x{110000}",
        "a\\",
        "(?i",
        "((a{999}){999}){999}"
      })
  void whatIsNotSupportedIsRefusedInOneSentence(String pattern) {
    assertThatThrownBy(() -> OnigurumaPattern.compile(pattern))
        .isInstanceOf(UnsupportedPatternException.class)
        .hasMessageStartingWith("The pattern '" + pattern + "'");
  }
}
