package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

  /** Python: {@code "a\vb\x1cc\x85d\u2028e\r\nf\n".splitlines()}. */
  @Test
  void splitsLinesAsPythonDoes() {
    assertThat(Characters.splitLines("a\u000Bb\u001Cc\u0085d\u2028e\r\nf\n"))
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  /** Python: {@code "\xa0\u3000 a b\x85".strip()}. */
  @Test
  void stripsAsPythonDoes() {
    assertThat(Characters.strip("\u00A0\u3000 a b\u0085")).isEqualTo("a b");
  }

  @Test
  void knowsWhatEndsSentences() {
    assertThat("।۔؟。!".codePoints()).allMatch(Characters::isTerminal);
    assertThat("…\"”)".codePoints()).noneMatch(Characters::isTerminal);
  }
}
