package dev.glossa.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CMMLU reads out of an output. */
public final class CmmluAnswer {
  private static final String CHOICE = "(?<choice>[ABCD])";
  private static final List<Pattern> PHRASES =
      List.of(
          phrase("答案(选项)?(是|为)：? ?" + CHOICE),
          phrase("答案(是|为)选项 ?" + CHOICE),
          phrase("故?选择?：? ?" + CHOICE),
          phrase(CHOICE + " ?选?项(是|为)?正确"),
          phrase("正确的?选项(是|为) ?" + CHOICE),
          phrase("答案(应该)?(是|为)" + CHOICE),
          phrase("选项 ?" + CHOICE + " ?(是|为)?正确"),
          phrase("选择答案 ?" + CHOICE),
          phrase("答案?：?" + CHOICE),
          phrase(CHOICE + "(选?项)?是?符合题意"),
          phrase("答案选项：? ?" + CHOICE),
          phrase("答案(选项)?为(.*?)" + CHOICE));
  private static final List<Pattern> LAST_BEFORE =
      List.of(phrase(CHOICE + "(.*?)当选"), phrase(CHOICE + "(.*?)正确"));
  private static final Pattern WEAK = phrase("[^不]是：? ?" + CHOICE);
  private static final Pattern ONLY = phrase("[^ABCD]*" + CHOICE + "[^ABCD]*");

  private CmmluAnswer() {}

  /**
   * The letter in an output: the first character, else that of the first phrase found, else the
   * last letter before a word of approval, else the only letter. Nothing where the official code
   * draws a random letter.
   *
   * @param output not empty; the official code fails on an empty one
   */
  public static Optional<String> in(String output) {
    String first = output.substring(0, 1);
    if (ChoiceQuestion.LETTERS.contains(first)) {
      return Optional.of(first);
    }
    for (Pattern phrase : PHRASES) {
      Matcher found = phrase.matcher(output);
      if (found.find()) {
        return Optional.of(found.group("choice"));
      }
    }
    for (Pattern pattern : LAST_BEFORE) {
      Matcher found = pattern.matcher(output);
      if (found.find()) {
        return Optional.of(lastChoice(pattern, found));
      }
    }
    Matcher weak = WEAK.matcher(output);
    if (weak.find()) {
      return Optional.of(weak.group("choice"));
    }
    Matcher only = ONLY.matcher(output);
    return only.matches() ? Optional.of(only.group("choice")) : Optional.empty();
  }

  /**
   * Judges an output as it comes from the model.
   *
   * @param randomLetter what counts as the answer where the official code draws a random letter
   */
  public static Verdict judge(ChoiceQuestion question, String output, String randomLetter) {
    if (output.isEmpty()) {
      return Verdict.failed("The output is empty.");
    }
    Optional<String> letter = in(output);
    return Verdict.of(letter.orElse(null), letter.orElse(randomLetter).equals(question.answer()));
  }

  /** Searches on within each hit, without its first character. */
  private static String lastChoice(Pattern pattern, Matcher first) {
    String choice = first.group("choice");
    Matcher found = pattern.matcher(first.group().substring(1));
    while (found.find()) {
      choice = found.group("choice");
      found = pattern.matcher(found.group().substring(1));
    }
    return choice;
  }

  private static Pattern phrase(String regex) {
    return PythonText.pattern(regex);
  }
}
