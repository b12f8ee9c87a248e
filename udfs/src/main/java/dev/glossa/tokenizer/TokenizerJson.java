package dev.glossa.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import dev.glossa.tokenizer.pattern.UnsupportedPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the readers of a tokenizer.json's parts have in common. */
final class TokenizerJson {

  private TokenizerJson() {}

  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  static String type(JsonNode step) {
    return step.path("type").asText();
  }

  /** The steps of a part: of a Sequence those in {@code key}, else the part itself, if any. */
  static List<JsonNode> steps(JsonNode part, String key) {
    List<JsonNode> steps = new ArrayList<>();
    addSteps(part, key, steps);
    return steps;
  }

  private static void addSteps(JsonNode part, String key, List<JsonNode> steps) {
    if (type(part).equals("Sequence")) {
      part.path(key).forEach(step -> addSteps(step, key, steps));
    } else if (!isAbsent(part)) {
      steps.add(part);
    }
  }

  static boolean isReplacement(JsonNode step, String pattern, String content) {
    return type(step).equals("Replace")
        && step.path("pattern").path("String").asText().equals(pattern)
        && step.path("content").asText().equals(content);
  }

  /** The pattern of a step: {@code {"String": …}} or {@code {"Regex": …}}. */
  static OnigurumaPattern pattern(JsonNode step, String part) {
    JsonNode pattern = step.path("pattern");
    try {
      if (pattern.path("Regex").isTextual()) {
        return OnigurumaPattern.compile(pattern.path("Regex").asText());
      }
      if (pattern.path("String").isTextual()) {
        return OnigurumaPattern.literal(pattern.path("String").asText());
      }
    } catch (UnsupportedPatternException e) {
      throw unsupported("in its " + part + ", " + decapitalized(e.getMessage()));
    }
    throw unsupported("its %s has a %s without a pattern".formatted(part, type(step)));
  }

  private static String decapitalized(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1, sentence.length() - 1);
  }

  static InvalidTokenizerException unsupported(String what) {
    return new InvalidTokenizerException(
        "The tokenizer.json is of a kind that is not supported: " + what + ".");
  }
}
