package dev.glossa.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formula or number that an output ends in, as AGIEval's zero-shot settings find it. */
final class ClozeAnswer {
  private static final String BOXED = "\\boxed";
  private static final String OPENING = BOXED + "{";
  private static final Pattern DOLLARS = PythonText.pattern("\\$(.*)\\$");
  private static final Pattern NUMBER = PythonText.pattern("(?:\\$)?\\d+(?:\\.\\d+)?(?![\\w\\d])");

  private ClozeAnswer() {}

  /**
   * What is in the last box, and nothing if that box is not closed; without a box what is between
   * the dollar signs of the last line that has two, else what follows the last "=", else the last
   * number that no word character follows.
   */
  static Optional<String> in(String output) {
    if (output.contains(BOXED)) {
      return lastBox(output);
    }
    List<String> formulas = PythonText.findAll(DOLLARS, output);
    if (!formulas.isEmpty()) {
      String formula = rightSide(formulas.get(formulas.size() - 1));
      if (!formula.isEmpty()) {
        return Optional.of(formula);
      }
    }
    if (output.contains("=")) {
      String side = PythonText.stripTrailing(rightSide(output), '.');
      return Optional.of(PythonText.split(side, "\\n").get(0));
    }
    List<String> numbers = PythonText.findAll(NUMBER, output);
    return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.get(numbers.size() - 1));
  }

  private static Optional<String> lastBox(String output) {
    int box = output.lastIndexOf(BOXED);
    int open = 0;
    for (int i = box; i < output.length(); i++) {
      char c = output.charAt(i);
      if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return output.startsWith(OPENING, box)
            ? Optional.of(rightSide(output.substring(box + OPENING.length(), i)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String rightSide(String formula) {
    return formula.contains("=")
        ? PythonText.stripLeading(PythonText.afterLast(formula, "="), ' ')
        : formula;
  }
}
