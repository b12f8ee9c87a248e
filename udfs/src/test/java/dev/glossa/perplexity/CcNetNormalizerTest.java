package dev.glossa.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: cc_net's text_normalizer.normalize. */
class CcNetNormalizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Café Straße 2024 | cafe straße 0000
          “Quoted” — and… | "quoted"  -  and...
          你好，世界。《书》 | 你好,世界."书"
          हिन्दी १२३ | हिनदी 000
          Việt Nam | viet nam
          １００％ | 000%
          """)
  void normalizes(String text, String normalized) {
    assertThat(CcNetNormalizer.normalize(text)).isEqualTo(normalized);
  }

  @Test
  void makesOneLine() {
    assertThat(CcNetNormalizer.normalize(" one\ntwo\tthree\u0085 ")).isEqualTo("onetwothree");
  }
}
