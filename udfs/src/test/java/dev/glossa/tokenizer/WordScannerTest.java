package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The scanner has no definition of its own: it does what the expressions do. */
class WordScannerTest {

  private static final String[] PARTS = {
    "a", "Z", "é", "ſ", "न", "ि", "的", "1", "२", "½", " ", "  ", "\u00A0", "\u3000", "\t", "\n",
    "\r\n", "\u0085", "'", "'s", "'S", "'ſ", "'re", "'VE", "'ll", "'l", "'d", ".", "…", "😀",
    "\u200D", "\u0301", "\u0000", "ʼ", "Ⅷ", "\u2028"
  };

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(
          random.nextInt(10) == 0
              ? Character.toString(random.nextInt(0xD800))
              : PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  private static List<String> words(PreTokenizer preTokenizer, String text) {
    byte[] utf8 = Utf8.encode(text);
    List<String> words = new ArrayList<>();
    preTokenizer.split(
        OriginText.untracked(utf8, 0, utf8.length),
        0,
        utf8.length,
        (word, from, to) -> words.add(Utf8.toString(word.bytes(), from, to)));
    return words;
  }

  @TestFactory
  Stream<DynamicTest> cutsAsTheExpressionDoes() {
    return StreamSupport.stream(WordScanner.patterns().spliterator(), false)
        .map(
            pattern ->
                DynamicTest.dynamicTest(
                    pattern,
                    () -> {
                      PreTokenizer plain =
                          new PatternSplit(
                              OnigurumaPattern.compile(pattern), SplitBehavior.ISOLATED, false);
                      Random random = new Random(7);
                      for (int i = 0; i < 3000; i++) {
                        String text = text(random);
                        assertThat(words(WordScanner.of(pattern), text))
                            .as(text)
                            .isEqualTo(words(plain, text));
                      }
                    }));
  }

  @Test
  void aLastSpaceGoesWithTheWordBehindIt() {
    assertThat(words(WordScanner.gpt2(), "it's  two\n"))
        .containsExactly("it", "'s", " ", " two", "\n");
  }
}
