package dev.glossa.words;

import dev.glossa.text.Characters;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;

/**
 * Splits a Vietnamese text into what pyvi labels: syllables, numbers, abbreviations, addresses and
 * marks. Time is linear in the length of the text.
 */
final class PyviSyllables {

  private static final List<String> FIXED =
      List.of("Tp.", "Mr.", "Mrs.", "Ms.", "Dr.", "ThS.", "==>", "->", "...", ">>");

  private static final String FIXED_STARTS = "TMD=-.>";

  private final String text;

  /**
   * Where the characters end that may stand before an at sign, and the address, if there is one.
   */
  private int localPartEnd;

  private int mailAddressEnd;

  private PyviSyllables(String text) {
    this.text = text;
  }

  /** Start and end of each in turn. */
  static int[] bounds(String text) {
    return new PyviSyllables(text).bounds();
  }

  private int[] bounds() {
    IntArrayList bounds = new IntArrayList(text.length() / 2 + 2);
    int i = 0;
    while (i < text.length()) {
      if (Characters.isSpace(text.charAt(i))) {
        i++;
        continue;
      }
      bounds.add(i);
      i = end(i);
      bounds.add(i);
    }
    return bounds.toIntArray();
  }

  /** Where what starts at a place ends: the first kind that is there, in pyvi's order. */
  private int end(int start) {
    int end = abbreviationEnd(start);
    if (end > start) {
      return end;
    }
    if (FIXED_STARTS.indexOf(text.charAt(start)) >= 0) {
      for (String fixed : FIXED) {
        if (text.startsWith(fixed, start)) {
          return start + fixed.length();
        }
      }
    }
    int wordEnd = wordEnd(start);
    if (wordEnd > start && text.startsWith("://", wordEnd)) {
      end = nextSpace(wordEnd + 3);
      if (end > wordEnd + 3) {
        return end;
      }
    }
    end = mailAddressEnd(start);
    if (end > start) {
      return end;
    }
    end = numberEnd(start);
    if (end > start) {
      return end;
    }
    return wordEnd > start ? wordEnd : start + Character.charCount(text.codePointAt(start));
  }

  private int abbreviationEnd(int start) {
    int end = start;
    while (end < text.length() && isCapital(text.charAt(end))) {
      end++;
    }
    return end > start && end < text.length() && text.charAt(end) == '.' ? end + 1 : -1;
  }

  private static boolean isCapital(char c) {
    return (c >= 'A' && c <= 'Z') || c == 'Đ';
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && Characters.isWordCharacter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private int nextSpace(int start) {
    int end = start;
    while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int mailAddressEnd(int start) {
    if (start >= localPartEnd) {
      int end = start;
      while (end < text.length() && isOfLocalPart(text.charAt(end))) {
        end++;
      }
      localPartEnd = end;
      boolean at = end > start && end < text.length() && text.charAt(end) == '@';
      mailAddressEnd = at ? domainEnd(end + 1) : -1;
    }
    return mailAddressEnd;
  }

  /** Where two or more labels with dots between them end, or -1. */
  private int domainEnd(int start) {
    int end = labelEnd(start);
    int last = -1;
    while (end < text.length() && text.charAt(end) == '.' && end > start) {
      int next = labelEnd(end + 1);
      if (next == end + 1) {
        break;
      }
      end = next;
      last = end;
    }
    return last;
  }

  private int labelEnd(int start) {
    int end = start;
    while (end < text.length() && isOfLabel(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfLocalPart(char c) {
    return isOfLabel(c) || c == '_' || c == '.' || c == '+';
  }

  private static boolean isOfLabel(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** Where two or more groups of digits with marks between them end, or -1. */
  private int numberEnd(int start) {
    int end = digitsEnd(start);
    int last = -1;
    while (end > start && end < text.length() && ".,_".indexOf(text.charAt(end)) >= 0) {
      int next = digitsEnd(end + 1);
      if (next == end + 1) {
        break;
      }
      end = next;
      last = end;
    }
    return last;
  }

  private int digitsEnd(int start) {
    int end = start;
    while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }
}
