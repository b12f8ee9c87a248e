package dev.glossa.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Python's strings, regular expressions and formats do where Java's do something else: the
 * official scorers are written in Python.
 */
final class PythonText {
  private static final String SPACE = "[\\s\\x1c-\\x1f]";
  private static final String NO_SPACE = "[^\\s\\x1c-\\x1f]";
  private static final String DIGIT = "\\p{Nd}";
  private static final String WORD = "[\\p{L}\\p{N}_]";

  private PythonText() {}

  /**
   * A pattern that means what it means to Python's {@code re}: {@code \s}, {@code \S}, {@code \d}
   * and {@code \w} know Unicode, and only {@code \n} ends a line. It cannot have these in a negated
   * class, nor an escaped backslash before their letters.
   */
  static Pattern pattern(String regex) {
    return Pattern.compile(
        regex
            .replace("\\s", SPACE)
            .replace("\\S", NO_SPACE)
            .replace("\\d", DIGIT)
            .replace("\\w", WORD),
        Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
  }

  /** {@code re.findall} of a pattern with at most one group. */
  static List<String> findAll(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }

  /** {@code str.isspace} of one character. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || codePoint == 0x85
        || codePoint == 0xA0
        || codePoint == 0x2007
        || codePoint == 0x202F;
  }

  /** {@code str.strip()}. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@code str.lstrip(character)}. */
  static String stripLeading(String text, char character) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == character) {
      start++;
    }
    return text.substring(start);
  }

  /** {@code str.rstrip(character)}. */
  static String stripTrailing(String text, char character) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == character) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code str.split(separator)}: empty pieces at the ends are pieces. */
  static List<String> split(String text, String separator) {
    return List.of(text.split(Pattern.quote(separator), -1));
  }

  /** The last piece of {@code str.split(separator)}. */
  static String afterLast(String text, String separator) {
    int at = text.lastIndexOf(separator);
    return at < 0 ? text : text.substring(at + separator.length());
  }

  /** {@code round(value, places)}: of the binary number as it is, halves to even. */
  static double round(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** A number with so many decimal places, as {@code %.2f} writes it. */
  static String fixed(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }
}
