package dev.glossa.privacy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A text as its numbers are read: digits of all scripts, full-width characters, hyphens and spaces
 * as their ASCII equivalents. Every UTF-16 unit stays in its place.
 */
final class FoldedText {

  /** How far before a number the word may stand that says what it is. */
  private static final int CONTEXT = 48;

  private final String text;
  private final String language;
  private final int[] numbers;

  private FoldedText(String text, String language) {
    this.text = text;
    this.language = language;
    this.numbers =
        IntStream.range(0, text.length()).filter(i -> isDigit(i) && !isDigit(i - 1)).toArray();
  }

  /**
   * @param language ISO 639-1 code of the text's language, or empty
   */
  static FoldedText of(String text, String language) {
    for (int i = 0; i < text.length(); i++) {
      if (fold(text.charAt(i)) != text.charAt(i)) {
        char[] folded = text.toCharArray();
        for (int k = i; k < folded.length; k++) {
          folded[k] = fold(folded[k]);
        }
        return new FoldedText(new String(folded), language);
      }
    }
    return new FoldedText(text, language);
  }

  String text() {
    return text;
  }

  String language() {
    return language;
  }

  /** Where the runs of digits start. */
  int[] numbers() {
    return numbers;
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return (char) (c - 0xFF01 + '!');
    }
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
      return '-';
    }
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(c, 10));
      case Character.SPACE_SEPARATOR -> ' ';
      default -> c;
    };
  }

  /**
   * Whether one of the words (in lower case) stands in the same line shortly before the index; one
   * in Latin letters not as the end of another.
   */
  boolean follows(int index, List<String> words) {
    int from = Math.max(0, index - CONTEXT);
    String near = text.substring(from, index);
    String before = near.substring(near.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
    for (String word : words) {
      for (int i = before.indexOf(word); i >= 0; i = before.indexOf(word, i + 1)) {
        if (i == 0 || !isLetter(word.charAt(0)) || !isLetter(before.charAt(i - 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  boolean isDigit(int index) {
    return index >= 0
        && index < text.length()
        && text.charAt(index) >= '0'
        && text.charAt(index) <= '9';
  }

  /** Whether an ASCII letter or digit stands at the index; numbers may touch all other letters. */
  boolean isWord(int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** The ASCII digits of a part. */
  String digits(int start, int end) {
    StringBuilder digits = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (isDigit(i)) {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }
}
