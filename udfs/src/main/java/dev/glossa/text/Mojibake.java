package dev.glossa.text;

/**
 * Text in UTF-8 that was read as if it were in an encoding of single bytes ("Ã©" for "é"), perhaps
 * several times. A line in which some characters can only come from such an error is decoded: all
 * sequences of characters whose bytes are UTF-8 for characters of living scripts, and only these,
 * so that text which is damaged in parts is repaired too. (After ftfy's idea; the rules are
 * others.)
 */
final class Mojibake {

  /** How often a text may have been misread. */
  private static final int MOST_LAYERS = 4;

  /** Sequences in a row that nobody writes by chance, where a single one may be meant. */
  private static final int LEAST_IN_A_ROW = 3;

  /** What is at the end of quotes and names in capitals, as in «CAFÉ». */
  private static final String CLOSING = "»”’“®™";

  /** What stands for a character that could not be read. */
  private static final char LOST = '\uFFFD';

  private Mojibake() {}

  /** The repaired text; the same object when there is nothing to repair. */
  static String repair(String text) {
    if (!mayBeDamaged(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean changed = false;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      String line = text.substring(start, end);
      String repaired = repairLine(line);
      changed |= repaired != line;
      out.append(repaired);
      start = end;
    }
    return changed ? out.toString() : text;
  }

  private static boolean mayBeDamaged(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        for (SingleByteEncoding encoding : SingleByteEncoding.COMMON) {
          if (sequence(text, i, encoding) > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String repairLine(String line) {
    String repaired = line;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      SingleByteEncoding encoding = encodingOf(repaired);
      if (encoding == null) {
        return repaired;
      }
      repaired = decode(repaired, encoding);
    }
    return repaired;
  }

  /** The encoding that explains most of a line's damage; null when there is none for sure. */
  private static SingleByteEncoding encodingOf(String line) {
    SingleByteEncoding best = null;
    int most = 0;
    for (SingleByteEncoding encoding : SingleByteEncoding.COMMON) {
      int explained = explained(line, encoding);
      if (explained > most) {
        best = encoding;
        most = explained;
      }
    }
    return best;
  }

  /** How many sequences an encoding explains; 0 when all of them may be meant as they are. */
  private static int explained(String line, SingleByteEncoding encoding) {
    int count = 0;
    boolean sure = false;
    int i = 0;
    while (i < line.length()) {
      int length = sequence(line, i, encoding);
      if (length == 0) {
        i++;
        continue;
      }
      int end = i;
      int inRow = 0;
      for (; length > 0; length = sequence(line, end, encoding)) {
        end += length;
        inRow++;
      }
      sure |= isSurelyDamage(line, i, end, inRow, encoding);
      count += inRow;
      i = end;
    }
    return sure ? count : 0;
  }

  /** Whether sequences in a row, from start to end, are nothing that somebody wrote. */
  private static boolean isSurelyDamage(
      String line, int start, int end, int inRow, SingleByteEncoding encoding) {
    for (int i = start; i < end; i++) {
      if (line.charAt(i) >= 0x80 && line.charAt(i) < 0xA0) {
        return true;
      }
    }
    int lead = encoding.byteOf(line.charAt(start));
    boolean letterBehind = end < line.length() && isAsciiLetter(line.charAt(end));
    boolean inWord = letterBehind || (start > 0 && isAsciiLetter(line.charAt(start - 1)));
    if (sequence(line, start, encoding) >= 3) {
      return encoding.isWestern() || inRow > 1 || inWord || lead == 0xE2;
    }
    if (!encoding.isWestern()) {
      return inRow >= LEAST_IN_A_ROW || (lead <= 0xC3 && inWord && !isClosing(line, start));
    }
    if (lead <= 0xC3) {
      return inRow > 1 || !isClosing(line, start);
    }
    return inRow > 1 || (lead <= 0xC6 && letterBehind);
  }

  /** Whether a capital and a symbol are the end of something in capitals. */
  private static boolean isClosing(String line, int start) {
    boolean capitals = start > 0 && Character.isUpperCase(line.charAt(start - 1));
    return capitals && CLOSING.indexOf(line.charAt(start + 1)) >= 0;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String decode(String line, SingleByteEncoding encoding) {
    StringBuilder out = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      int length = sequence(line, i, encoding);
      int lossy = length > 0 ? 0 : lossySequence(line, i, encoding);
      if (lossy > 0) {
        out.append(LOST);
        i += lossy;
      } else if (length == 0) {
        out.append(line.charAt(i++));
      } else {
        out.appendCodePoint(codePoint(line, i, length, encoding));
        i += length;
      }
    }
    return out.toString();
  }

  /** How many characters from the index are one living character in UTF-8; 0 if none are. */
  private static int sequence(String text, int index, SingleByteEncoding encoding) {
    if (index + 1 >= text.length()) {
      return 0;
    }
    int lead = encoding.byteOf(text.charAt(index));
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || index + length > text.length()) {
      return 0;
    }
    for (int i = index + 1; i < index + length; i++) {
      int next = encoding.byteOf(text.charAt(i));
      if (next < 0x80 || next > 0xBF) {
        return 0;
      }
    }
    return isLiving(codePoint(text, index, length, encoding)) ? length : 0;
  }

  /**
   * How many characters from the index are a sequence of which some byte is lost; 0 if none are.
   */
  private static int lossySequence(String text, int index, SingleByteEncoding encoding) {
    int lead = encoding.byteOf(text.charAt(index));
    int length = lead < 0xE0 ? 0 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || index + length > text.length()) {
      return 0;
    }
    boolean lost = false;
    for (int i = index + 1; i < index + length; i++) {
      char c = text.charAt(i);
      int next = encoding.byteOf(c);
      lost |= c == LOST;
      if (c != LOST && (next < 0x80 || next > 0xBF)) {
        return 0;
      }
    }
    return lost ? length : 0;
  }

  private static int codePoint(String text, int index, int length, SingleByteEncoding encoding) {
    int codePoint = encoding.byteOf(text.charAt(index)) & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      codePoint = codePoint << 6 | (encoding.byteOf(text.charAt(index + i)) & 0x3F);
    }
    return codePoint;
  }

  /**
   * Whether people write the character today, or it is one that damage is made of; characters that
   * are written in more bytes than they need are not.
   */
  private static boolean isLiving(int c) {
    if (c < 0x800) {
      return (c >= 0x80 && c <= 0x17F)
          || (c >= 0x1A0 && c <= 0x1B0)
          || c == 0x192
          || (c >= 0x2C6 && c <= 0x2DD)
          || (c >= 0x300 && c <= 0x323)
          || (c >= 0x386 && c <= 0x3CE)
          || (c >= 0x400 && c <= 0x45F)
          || (c >= 0x490 && c <= 0x491)
          || (c >= 0x5D0 && c <= 0x5EA)
          || (c >= 0x60C && c <= 0x6FF);
    }
    return (c >= 0x900 && c <= 0xDFF)
        || (c >= 0xE01 && c <= 0xE5B)
        || (c >= 0x1E00 && c <= 0x1EF9)
        || (c >= 0x2000 && c <= 0x206F)
        || (c >= 0x2080 && c <= 0x27BF)
        || (c >= 0x2E80 && c <= 0x30FF)
        || (c >= 0x3200 && c <= 0x9FFF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xE000 && c <= 0xF8FF)
        || (c >= 0xFB50 && c <= 0xFFFD)
        || (c >= 0x1D400 && c <= 0x1D7FF)
        || (c >= 0x1F100 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x2FA1F);
  }
}
