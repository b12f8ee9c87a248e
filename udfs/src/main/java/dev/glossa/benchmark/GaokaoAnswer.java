package dev.glossa.benchmark;

import java.util.List;
import java.util.regex.Pattern;

/** The letters that GAOKAO-Bench reads out of an output. */
public final class GaokaoAnswer {
  private static final String MARK = "【答案】";
  private static final int PARTS_OF_SEVEN = 5;
  private static final int ENDING = 10;
  private static final Pattern SPACE = PythonText.pattern("\\s+");
  private static final Pattern UP_TO_D = Pattern.compile("[A-D]");
  private static final Pattern UP_TO_G = Pattern.compile("[A-G]");
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
  private static final Pattern MARKED = PythonText.pattern(MARK + "\\s*[:：]*\\s*([A-Z])");

  private GaokaoAnswer() {}

  /**
   * The answers in an output, which may be fewer or more than there are parts.
   *
   * @param parts how many answers the question has
   */
  public static List<String> in(GaokaoType type, String output, int parts) {
    return switch (type) {
      case SINGLE_CHOICE -> {
        List<String> letters = PythonText.findAll(UP_TO_D, output);
        yield letters.isEmpty() ? letters : List.of(letters.get(letters.size() - 1));
      }
      case MULTI_QUESTION_CHOICE -> {
        List<String> marked = PythonText.findAll(MARKED, output);
        yield marked.size() == parts ? marked : first(parts, CAPITAL, output);
      }
      case MULTI_CHOICE -> {
        String letters =
            String.join(
                "", PythonText.findAll(UP_TO_D, ending(SPACE.matcher(output).replaceAll(""))));
        yield letters.isEmpty() ? List.of() : List.of(letters);
      }
      case FIVE_OUT_OF_SEVEN -> first(PARTS_OF_SEVEN, UP_TO_G, output);
    };
  }

  private static List<String> first(int count, Pattern letter, String output) {
    return letter.matcher(output).results().limit(count).map(found -> found.group()).toList();
  }

  /** From the mark on; a mark at the very beginning is not seen, and without one the end counts. */
  private static String ending(String output) {
    int mark = output.indexOf(MARK);
    if (mark > 0) {
      return output.substring(mark);
    }
    int length = output.codePointCount(0, output.length());
    return output.substring(output.offsetByCodePoints(0, Math.max(0, length - ENDING)));
  }
}
