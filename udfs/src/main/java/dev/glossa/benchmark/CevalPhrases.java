package dev.glossa.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The phrases in which C-Eval's evaluators look for an answer, in their order. */
final class CevalPhrases {
  private static final List<Pattern> ZERO_SHOT =
      patterns(
          "^选([A-D])",
          "^选项([A-D])",
          "答案是\\s?选?项?\\s?([A-D])",
          "答案为\\s?选?项?\\s?([A-D])",
          "答案应为\\s?选?项?\\s?([A-D])",
          "答案选\\s?选?项?\\s?([A-D])",
          "答案是:\\s?选?项?\\s?([A-D])",
          "答案应该是:\\s?选?项?\\s?([A-D])",
          "正确的一项是\\s?([A-D])",
          "答案为:\\s?选?项?\\s?([A-D])",
          "答案应为:\\s?选?项?\\s?([A-D])",
          "答案:\\s?选?项?\\s?([A-D])",
          "答案是：\\s?选?项?\\s?([A-D])",
          "答案应该是：\\s?选?项?\\s?([A-D])",
          "答案为：\\s?选?项?\\s?([A-D])",
          "答案应为：\\s?选?项?\\s?([A-D])",
          "答案：\\s?选?项?\\s?([A-D])");
  private static final List<Pattern> CONCLUSIONS =
      patterns("答案是(.+?)。", "答案为(.+?)。", "选项(.+?)是正确的。");
  private static final List<Pattern> COMPLETION =
      patterns(
          "答案是?\\s?([ABCD])",
          "答案是?\\s?：([ABCD])",
          "答案是?\\s?:([ABCD])",
          "答案应该?是\\s?([ABCD])",
          "答案应该?选\\s?([ABCD])",
          "答案为\\s?([ABCD])",
          "选择\\s?([ABCD])",
          "只有选?项?\\s?([ABCD])\\s?是?对",
          "只有选?项?\\s?([ABCD])\\s?是?错",
          "只有选?项?\\s?([ABCD])\\s?不?正确",
          "只有选?项?\\s?([ABCD])\\s?错误",
          "说法不?对选?项?的?是\\s?([ABCD])",
          "说法不?正确选?项?的?是\\s?([ABCD])",
          "说法错误选?项?的?是\\s?([ABCD])",
          "([ABCD])\\s?是正确的",
          "([ABCD])\\s?是正确答案",
          "选项\\s?([ABCD])\\s?正确",
          "所以答\\s?([ABCD])",
          "1.\\s?([ABCD])[.。$]?$",
          "所以\\s?([ABCD][.。$]?$)",
          "所有\\s?([ABCD][.。$]?$)",
          "[\\s，：:,]([ABCD])[。，,.]?$",
          "[\\s，,：:][故即]([ABCD])[。.]?$",
          "[\\s，,：:]因此([ABCD])[。.]?$",
          "[是为。]\\s?([ABCD])[。.]?$",
          "因此\\s?([ABCD])[。.]?$",
          "显然\\s?([ABCD])[。.]?$",
          "1.\\s?(.*?)$",
          "答案是\\s?(\\S+)(?:。|$)",
          "答案应该是\\s?(\\S+)(?:。|$)",
          "答案为\\s?(\\S+)(?:。|$)");
  private static final Pattern CONCLUSION = PythonText.pattern("所以答案是(.+?)。");
  private static final List<Pattern> LETTER =
      patterns(
          "([ABCD])是正确的",
          "选项([ABCD])正确",
          "答案为([ABCD])",
          "答案是([ABCD])",
          "答案([ABCD])",
          "选择([ABCD])",
          "答案：([ABCD])");
  private static final Pattern LETTERS = Pattern.compile("[ABCD]");

  private CevalPhrases() {}

  /** The letters that answer a question without shots. */
  static List<String> candidates(String output) {
    if (LETTERS.matcher(output).lookingAt()) {
      return List.of(output.substring(0, 1));
    }
    return firstHits(ZERO_SHOT, output);
  }

  /** What a thinking chat model concludes. */
  static List<String> conclusions(String output) {
    return firstHits(CONCLUSIONS, output);
  }

  /** What a thinking model that continues its prompt concludes: a letter or a text. */
  static Optional<String> ofCompletion(String thought) {
    return firstMatch(COMPLETION, thought);
  }

  /** The letter of the last "所以答案是…。"; nothing if that is no letter. */
  static Optional<String> conclusion(String output) {
    List<String> found = PythonText.findAll(CONCLUSION, output);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(found.size() - 1)).filter(ChoiceQuestion.LETTERS::contains);
  }

  /**
   * The letter of a phrase, else the only letter, else that of the only option whose text occurs.
   */
  static Optional<String> letter(ChoiceQuestion question, String output) {
    Optional<String> phrase = firstMatch(LETTER, output);
    if (phrase.isPresent()) {
      return phrase;
    }
    List<String> letters = PythonText.findAll(LETTERS, output);
    if (letters.size() == 1) {
      return Optional.of(letters.get(0));
    }
    List<String> named =
        ChoiceQuestion.LETTERS.stream()
            .filter(l -> output.contains(question.options().get(ChoiceQuestion.LETTERS.indexOf(l))))
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  /** All hits of the first pattern that has any. */
  private static List<String> firstHits(List<Pattern> patterns, String text) {
    return patterns.stream()
        .map(pattern -> PythonText.findAll(pattern, text))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static Optional<String> firstMatch(List<Pattern> patterns, String text) {
    return patterns.stream()
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private static List<Pattern> patterns(String... regexes) {
    return Stream.of(regexes).map(PythonText::pattern).toList();
  }
}
