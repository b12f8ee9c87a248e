package dev.glossa.words;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.text.Characters;
import java.util.regex.Pattern;

/**
 * What spaCy takes for an address and leaves whole: a scheme and anything before an {@code @}, if
 * there; an IPv4 address that is not private, or the name of a host; a port and a path, if there.
 * In time linear in the length of the text, which has no white space.
 */
final class WebAddress {

  private static final int LONGEST_LABEL = 64;
  private static final int LONGEST_DOMAIN = 63;

  private static final Pattern IP_AND_PATH =
      Pattern.compile(
          """
          (?!(?:10|127)(?:\\.\\d{1,3}){3})
          (?!(?:169\\.254|192\\.168)(?:\\.\\d{1,3}){2})
          (?!172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2})
          (?:[1-9]\\d?|1\\d\\d|2[01]\\d|22[0-3])
          (?:\\.(?:1?\\d{1,2}|2[0-4]\\d|25[0-5])){2}
          \\.(?:[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-4])
          (?::\\d{2,5})?(?:[/?\\#].*)?"""
              .replace("\\d", "\\p{Nd}"),
          Pattern.COMMENTS);

  private final UnicodeSet topLevelDomain;

  WebAddress(UnicodeSet topLevelDomain) {
    this.topLevelDomain = topLevelDomain;
  }

  boolean matches(String text) {
    if (text.indexOf('.') < 0) {
      return false;
    }
    int afterScheme = afterScheme(text);
    if (endsWithHostAt(text, 0) || (afterScheme > 0 && endsWithHostAt(text, afterScheme))) {
      return true;
    }
    for (int at = text.indexOf('@', 1); at >= 0; at = text.indexOf('@', at + 1)) {
      if (endsWithHostAt(text, at + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Where the text goes on after its scheme, or 0. */
  private static int afterScheme(String text) {
    int end = 0;
    int characters = 0;
    while (end < text.length() && isOfScheme(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
      characters++;
    }
    return characters >= 2 && text.startsWith("://", end) ? end + 3 : 0;
  }

  private static boolean isOfScheme(int codePoint) {
    return codePoint == '+'
        || codePoint == '-'
        || codePoint == '.'
        || Characters.isWordCharacter(codePoint);
  }

  private boolean endsWithHostAt(String text, int start) {
    int end = start;
    int lastDot = -1;
    while (end < text.length() && "@:/?#".indexOf(text.charAt(end)) < 0) {
      if (text.charAt(end) == '.') {
        lastDot = end;
      }
      end++;
    }
    if (lastDot < 0) {
      return false;
    }
    if (Character.isDigit(text.charAt(start))
        && IP_AND_PATH.matcher(text).region(start, text.length()).matches()) {
      return true;
    }
    return isTopLevelDomain(text, lastDot + 1, end)
        && areLabels(text, start, lastDot)
        && isPortAndPath(text, end);
  }

  private boolean isTopLevelDomain(String text, int start, int end) {
    int length = text.codePointCount(start, end);
    return length >= 2
        && length <= LONGEST_DOMAIN
        && text.substring(start, end).codePoints().allMatch(topLevelDomain::contains);
  }

  private static boolean areLabels(String text, int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || text.charAt(i) == '.') {
        int length = i - from;
        if (length < 1
            || length > LONGEST_LABEL
            || !isOfLabel(text.charAt(from))
            || !isOfLabel(text.charAt(i - 1))) {
          return false;
        }
        from = i + 1;
      } else if (!isOfLabel(text.charAt(i)) && text.charAt(i) != '-' && text.charAt(i) != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfLabel(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c >= 0xA1 && !Character.isSurrogate(c));
  }

  /** Whether the rest of the text is a port of two to five digits, a path, both, or nothing. */
  private static boolean isPortAndPath(String text, int start) {
    int end = start;
    if (end < text.length() && text.charAt(end) == ':') {
      int digits = 0;
      end++;
      while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
        digits++;
      }
      if (digits < 2 || digits > 5) {
        return false;
      }
    }
    return end == text.length() || "/?#".indexOf(text.charAt(end)) >= 0;
  }
}
