package dev.glossa.switching;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in an answer and is in no language: code, addresses, formulas, markup, placeholders,
 * names of files and identifiers.
 */
final class NoLanguage {

  /** In this order: what is within one of the first is not looked at again. */
  private static final List<Pattern> PARTS =
      List.of(
          // Fenced code, to the end where the fence is not closed, and inline code.
          Pattern.compile("(```|~~~).*?(?:\\1|\\z)", Pattern.DOTALL),
          Pattern.compile("(`{1,2})[^`\\n]{1,300}\\1"),
          // Formulas.
          Pattern.compile("\\$\\$[^$]{1,2000}\\$\\$|\\$(?![\\s\\d])[^$\\n]{1,300}\\$"),
          Pattern.compile("\\\\\\([^\\n]{1,500}?\\\\\\)|\\\\\\[[\\s\\S]{1,2000}?\\\\\\]"),
          Pattern.compile("\\\\[A-Za-z]{1,40}"),
          // Addresses.
          Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,20}://[\\x21-\\x7E]+|www\\.[\\x21-\\x7E]+"),
          Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}"),
          // Markup and placeholders.
          Pattern.compile("</?[A-Za-z!][^<>\\n]{0,300}>|&#?\\w{1,20};|\\{[^{}\\n]{0,100}\\}"),
          Pattern.compile("%\\d{0,2}\\$?[a-zA-Z]\\b|\\$\\w{1,40}"));

  private NoLanguage() {}

  /** The text with a space for each character of them. */
  static String blanked(String text) {
    StringBuilder blanked = new StringBuilder(text);
    for (Pattern part : PARTS) {
      Matcher matcher = part.matcher(blanked.toString());
      while (matcher.find()) {
        blank(blanked, matcher.start(), matcher.end());
      }
    }
    blankIdentifiers(blanked);
    return blanked.toString();
  }

  /** Tokens that no word looks like: with digits, signs, a hyphen or a capital within. */
  private static void blankIdentifiers(StringBuilder text) {
    int start = 0;
    while (start < text.length()) {
      if (!isOfIdentifier(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start + 1;
      while (end < text.length() && isOfIdentifier(text.charAt(end))) {
        end++;
      }
      if (isIdentifier(text, start, end)) {
        blank(text, start, end);
      }
      start = end;
    }
  }

  private static boolean isOfIdentifier(char c) {
    return isLatin(c) || isDigit(c) || "._/\\:@#%&*+=~^|-".indexOf(c) >= 0;
  }

  private static boolean isIdentifier(CharSequence text, int start, int end) {
    boolean letters = false;
    boolean sign = text.charAt(start) == '-' && end - start > 2;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      letters |= isLatin(c);
      sign |= isDigit(c) || "_/\\@#=~^|".indexOf(c) >= 0;
      if (i > start && i + 1 < end && isLatin(text.charAt(i + 1))) {
        boolean behindLetter = isLatin(text.charAt(i - 1));
        sign |= behindLetter && (c == '.' || c == ':' || c == '-');
        sign |= Character.isLowerCase(c) && Character.isUpperCase(text.charAt(i + 1));
      }
    }
    return letters && sign;
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && c <= 0x24F)
        || (c >= 0x1E00 && c <= 0x1EFF);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void blank(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }
}
