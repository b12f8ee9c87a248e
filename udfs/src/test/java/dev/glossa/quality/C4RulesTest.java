package dev.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class C4RulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> verdictsOfDatatrove() throws IOException {
    try (var in = C4RulesTest.class.getResourceAsStream("c4.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(
              line -> {
                try {
                  return JSON.readTree(line);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static List<String> failed(Cleaned cleaned) {
    return C4Rules.RULES.judge(cleaned.measures()).stream()
        .filter(Verdict::failed)
        .map(Verdict::rule)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("verdictsOfDatatrove")
  void agreesWithDatatrove(JsonNode golden) {
    Cleaned cleaned = C4Rules.of("en").apply(golden.get("text").asText());
    if (golden.get("reason").isNull()) {
      assertThat(failed(cleaned)).isEmpty();
      assertThat(cleaned.text()).isEqualTo(golden.get("kept").asText());
    } else {
      assertThat(failed(cleaned)).contains("c4_" + golden.get("reason").asText());
    }
  }

  @Test
  void keepsAllReasonsAndCountsDroppedLines() {
    Cleaned cleaned =
        C4Rules.of("en")
            .apply("Menu\nLorem ipsum dolor sit amet.\nThis { is code.\nNo use.\nOne fine line.");
    assertThat(failed(cleaned))
        .containsExactly("c4_lorem_ipsum", "c4_curly_bracket", "c4_too_few_sentences");
    assertThat(cleaned.measures())
        .containsEntry("c4_unfinished_lines", 1.0)
        .containsEntry("c4_short_lines", 1.0)
        .containsEntry("c4_too_few_sentences", 1.0);
    assertThat(cleaned.text()).isEqualTo("One fine line.");
  }

  @ParameterizedTest
  @MethodSource("prose")
  void keepsProseOfEveryScriptAndDropsItsMenus(String language, String sentence) {
    String prose = Stream.generate(() -> sentence).limit(5).collect(Collectors.joining("\n"));
    Cleaned cleaned = C4Rules.of(language).apply("Home | News\n" + prose);
    assertThat(failed(cleaned)).isEmpty();
    assertThat(cleaned.text()).isEqualTo(prose);
    assertThat(cleaned.measures()).containsEntry("c4_unfinished_lines", 1.0);
  }

  static Stream<Arguments> prose() {
    return Stream.of(
            "zh 河水在夜里涨了起来。",
            "ar ارتفع النهر في الليل، فمن رأى القوارب؟",
            "bn রাতে নদীর জল বেড়ে গেল।",
            "hi रात में नदी का पानी बढ़ गया।",
            "mr रात्री नदीचे पाणी वाढले.",
            "ta இரவில் ஆற்றில் நீர் உயர்ந்தது.",
            "ur رات کو دریا کا پانی بڑھ گیا۔",
            "vi Nước sông dâng lên trong đêm.",
            "ja 夜のうちに川の水が増えた。」")
        .map(line -> line.split(" ", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  @Test
  void aParagraphWithoutSpacesIsNoLongWord() {
    assertThat(C4Rules.of("zh").apply("河水涨了".repeat(400) + "。").measures())
        .containsEntry("c4_long_word_lines", 0.0)
        .containsEntry("c4_too_few_sentences", 1.0);
  }

  @Test
  void knowsTheTermsOfOtherLanguages() {
    assertThat(C4Rules.of("hi").apply("यहाँ हमारी गोपनीयता नीति लिखी है।").measures())
        .containsEntry("c4_policy_lines", 1.0);
  }
}
