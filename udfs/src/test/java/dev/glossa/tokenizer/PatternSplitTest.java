package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code Split(Regex(pattern), behavior, invert).pre_tokenize_str(text)} gives in tokenizers
 * 0.23.3, for expressions that make use of all that is supported.
 */
class PatternSplitTest {

  @TestFactory
  Stream<DynamicTest> splitsAsOnigurumaDoes() throws IOException {
    try (InputStream cases = PatternSplitTest.class.getResourceAsStream("splits.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(cases).spliterator(), false)
          .map(
              split ->
                  DynamicTest.dynamicTest(
                      split.path("pattern").asText() + " " + split.path("behavior").asText(),
                      () -> assertThat(words(split)).isEqualTo(expected(split))));
    }
  }

  private static List<String> words(JsonNode split) {
    PreTokenizer preTokenizer =
        new PatternSplit(
            OnigurumaPattern.compile(split.path("pattern").asText()),
            SplitBehavior.valueOf(split.path("behavior").asText().toUpperCase(Locale.ROOT)),
            split.path("invert").asBoolean());
    byte[] utf8 = Utf8.encode(split.path("text").asText());
    List<String> words = new ArrayList<>();
    preTokenizer.split(
        OriginText.untracked(utf8, 0, utf8.length),
        0,
        utf8.length,
        (word, from, to) -> words.add(Utf8.toString(word.bytes(), from, to)));
    return words;
  }

  private static List<String> expected(JsonNode split) {
    List<String> words = new ArrayList<>();
    split.path("words").forEach(word -> words.add(word.asText()));
    return words;
  }
}
