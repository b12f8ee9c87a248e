package dev.glossa.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.text.WordSplitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSplittersTest {

  private static final int LONG = 200_000;

  /** What datatrove itself finds in texts made to be hard: {@code make_words.py}. */
  @TestFactory
  List<DynamicTest> splitsHardTextsAsDatatroveDoes() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                WordSplittersTest.class.getResourceAsStream("words.jsonl"),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> holds(read(json, line))).toList();
    }
  }

  private static JsonNode read(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DynamicTest holds(JsonNode row) {
    String language = row.get("language").asText();
    String text = row.get("text").asText();
    List<String> words =
        StreamSupport.stream(row.get("words").spliterator(), false).map(JsonNode::asText).toList();
    return DynamicTest.dynamicTest(
        language + ": " + text,
        () -> assertThat(WordSplitters.of(language).split(text)).isEqualTo(words));
  }

  /** Each would take minutes if time grew with the square of the length. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "en, (",
        "en, .",
        "en, a.",
        "en, a@",
        "en, a:@.",
        "en, don't",
        "en, a-b",
        "en, '",
        "en, a.b/",
        "en, http://a.b.",
        "en, 1.1.1.1@",
        "en, a_",
        "en, ’s",
        "en, :)",
        "id, x<a",
        "id, x<a>",
        "id, (<a",
        "id, ‘",
        "id, b</b>",
        "ar, د.",
        "sw, 5kg",
        "zh, 们",
        "zh, 中国",
        "zh, a.1",
        "zh, a%",
        "vi, a.",
        "vi, a@",
        "vi, a@b.",
        "vi, 1.",
        "vi, A",
        "vi, a://",
        "vi, học",
        "vi, =="
      })
  void takesTimeLinearInTheLengthOfHostileTexts(String language, String part) {
    WordSplitter splitter = WordSplitters.of(language);
    String text = part.repeat(LONG / part.length());
    assertThat(String.join("", splitter.split(text))).isEqualTo(text);
  }

  @Test
  void splitsIndicTextAtMarksAndNotAtLineFeeds() {
    assertThat(WordSplitters.of("hi").split("पृष्ठ\nसमाचार, यह।"))
        .containsExactly("पृष्ठ\nसमाचार", ",", "यह", "।");
  }

  @Test
  void joinsDatesAgain() {
    assertThat(WordSplitters.of("hi").split("तारीख 12/10/2024 है"))
        .containsExactly("तारीख", "12/10/2024", "है");
  }

  @Test
  void splitsUrduAtItsOwnMarks() {
    assertThat(WordSplitters.of("ur").split("ہے، اور۔")).containsExactly("ہے", "،", "اور", "۔");
  }
}
