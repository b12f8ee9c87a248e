package dev.glossa.benchmark;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AGIEval reads out of an output, and whether that is right. */
public final class AgievalAnswer {
  private static final Pattern ENGLISH = PythonText.pattern("answer is .*?([A-G])");
  private static final Pattern CHINESE = PythonText.pattern("答案是.*?([A-G])");
  private static final Pattern LETTER = PythonText.pattern("[A-F]");
  private static final String ENGLISH_PREFIX = "The answer is therefore";
  private static final String CHINESE_PREFIX = "答案是";

  private AgievalAnswer() {}

  /**
   * The answer in an output. Of a single choice it is the letter after the phrase that the examples
   * end in, if there are any, else the first of A to F, else an empty string. Of several letters it
   * is all of A to F. Of a cloze question it is what follows the examples' phrase, or, without
   * examples, the last formula or number; an empty list if there is none.
   */
  public static List<String> in(AgievalDataset dataset, AgievalSetting setting, String output) {
    String text = setting == AgievalSetting.FEW_SHOT_COT ? lastLine(output) : output;
    return switch (dataset.form()) {
      case MULTIPLE -> PythonText.findAll(LETTER, text);
      case CLOZE ->
          setting.hasShots()
              ? List.of(afterPrefixes(text))
              : ClozeAnswer.in(afterPrefixes(text)).map(List::of).orElse(List.of());
      case SINGLE -> {
        Matcher phrase = phrase(dataset).matcher(text);
        // the first letter is looked for in all lines, the phrase in the last
        yield List.of(setting.hasShots() && phrase.find() ? phrase.group(1) : firstLetter(output));
      }
    };
  }

  /** Whether an output to a prompt with examples has the form of the examples' answers. */
  public static boolean hasFormOfShots(
      AgievalDataset dataset, AgievalSetting setting, String output) {
    String text = setting == AgievalSetting.FEW_SHOT_COT ? lastLine(output) : output;
    if (dataset.isCloze()) {
      return text.startsWith(dataset.isEnglish() ? ENGLISH_PREFIX : CHINESE_PREFIX);
    }
    return phrase(dataset).matcher(text).find();
  }

  /**
   * @param answer what {@link #in} found
   * @param item the question, whose letters must be met as a set, and whose formula by {@link
   *     MathEquivalence}
   */
  public static boolean isRight(AgievalDataset dataset, List<String> answer, AgievalItem item) {
    AgievalItem.Label gold = item.gold();
    if (gold == null) {
      return dataset.isCloze() && answer.isEmpty();
    }
    return switch (dataset.form()) {
      case MULTIPLE -> Set.copyOf(answer).equals(Set.copyOf(gold.letters()));
      case CLOZE ->
          MathEquivalence.equivalent(answer.isEmpty() ? null : answer.get(0), gold.text());
      case SINGLE -> !gold.list() && answer.equals(gold.letters());
    };
  }

  private static Pattern phrase(AgievalDataset dataset) {
    return dataset.isEnglish() ? ENGLISH : CHINESE;
  }

  private static String firstLetter(String text) {
    Matcher letter = LETTER.matcher(text);
    return letter.find() ? letter.group() : "";
  }

  private static String afterPrefixes(String text) {
    String rest = text;
    for (String prefix : List.of(ENGLISH_PREFIX, CHINESE_PREFIX)) {
      if (rest.startsWith(prefix)) {
        rest = PythonText.strip(rest.substring(prefix.length()));
      } else if (rest.contains(prefix)) {
        rest = PythonText.strip(PythonText.afterLast(rest, prefix));
      }
    }
    return rest;
  }

  /** The last line that is not blank; the whole text if all are. */
  private static String lastLine(String text) {
    List<String> lines = PythonText.split(text, "\n");
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (!PythonText.strip(lines.get(i)).isEmpty()) {
        return lines.get(i);
      }
    }
    return text;
  }
}
