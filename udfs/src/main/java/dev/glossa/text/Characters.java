package dev.glossa.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.NumericType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Classes of characters as Python and datatrove have them, which differ from Java's: Python's white
 * space includes U+00A0 and U+0085, its lines end at ten different characters.
 */
public final class Characters {

  /** Of Python 3.11; Java's own tables are a little older, ICU's newer. */
  private static final VersionInfo PYTHON_UNICODE = VersionInfo.UNICODE_14_0;

  private static final UnicodeSet PUNCTUATION;
  private static final UnicodeSet TERMINAL;
  private static final UnicodeSet SYMBOLS;

  static {
    Properties sets = new Properties();
    try (var reader =
        new InputStreamReader(
            Characters.class.getResourceAsStream("punctuation.properties"),
            StandardCharsets.UTF_8)) {
      sets.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PUNCTUATION = parse(sets.getProperty("punctuation")).freeze();
    TERMINAL = parse(sets.getProperty("terminal")).freeze();
    SYMBOLS = new UnicodeSet(PUNCTUATION).addAll(TERMINAL).freeze();
  }

  private Characters() {}

  /** Whether Python's {@code str.isspace} is true for the code point. */
  public static boolean isSpace(int codePoint) {
    return switch (codePoint) {
      case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0 -> true;
      case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> codePoint >= 0x2000 && codePoint <= 0x200A;
    };
  }

  /**
   * Whether Python's {@code \w} is true for the code point: letters, all that has a numeric value,
   * and the underscore, but no combining marks.
   */
  public static boolean isWordCharacter(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint == '_' || Character.isLetterOrDigit(codePoint);
    }
    return Character.isLetter(codePoint)
        || ((UCharacter.isLetter(codePoint) || numericType(codePoint) != NumericType.NONE)
            && UCharacter.getAge(codePoint).compareTo(PYTHON_UNICODE) <= 0);
  }

  private static int numericType(int codePoint) {
    return UCharacter.getIntPropertyValue(codePoint, UProperty.NUMERIC_TYPE);
  }

  /** Whether Python's {@code str.isdigit} is true for the code point: decimal and other digits. */
  public static boolean isDigit(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= '0' && codePoint <= '9';
    }
    int type = numericType(codePoint);
    return type == NumericType.DECIMAL || type == NumericType.DIGIT;
  }

  /** Python's {@code str.isupper}: there are capital letters, and no small or title ones. */
  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /**
   * Python's {@code str.istitle}: capital letters after others than letters, small ones after
   * letters.
   */
  public static boolean isTitle(String text) {
    boolean within = false;
    boolean found = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      boolean capital = Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
      boolean cased = capital || Character.isLowerCase(codePoint);
      if (cased && capital == within) {
        return false;
      }
      within = cased;
      found |= cased;
    }
    return found;
  }

  /** Whether the code point is in datatrove's PUNCTUATION. */
  public static boolean isPunctuation(int codePoint) {
    return PUNCTUATION.contains(codePoint);
  }

  /** Whether the code point is in datatrove's TERMINAL_PUNCTUATION: what may end a sentence. */
  public static boolean isTerminal(int codePoint) {
    return TERMINAL.contains(codePoint);
  }

  /** Whether the code point is in either of datatrove's two sets. */
  public static boolean isSymbol(int codePoint) {
    return SYMBOLS.contains(codePoint);
  }

  /** The text without white space at its ends, as Python's {@code str.strip} gives it. */
  public static String strip(String text) {
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

  /** The lines of the text as Python's {@code str.splitlines} gives them. */
  public static List<String> splitLines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLineBreak(c)) {
        continue;
      }
      lines.add(text.substring(start, i));
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      }
      start = i + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean isLineBreak(char c) {
    return (c >= 0x0A && c <= 0x0D)
        || (c >= 0x1C && c <= 0x1E)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  private static UnicodeSet parse(String ranges) {
    UnicodeSet set = new UnicodeSet();
    for (String range : ranges.trim().split("\\s+")) {
      String[] ends = range.split("-");
      set.add(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16));
    }
    return set;
  }
}
