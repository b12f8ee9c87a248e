package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * UTF-8 as SentencePiece reads it: a byte that starts no well-formed character (overlong forms,
 * surrogates and values above U+10FFFF are none) counts alone as U+FFFD.
 */
final class Utf8 {

  static final int REPLACEMENT = 0xFFFD;

  /** U+2581, which stands for a space within pieces. */
  static final int SPACE = 0x2581;

  private Utf8() {}

  /**
   * The character at {@code at} and its length in bytes, packed as {@code codePoint << 3 | length};
   * a malformed byte gives {@link #REPLACEMENT} with length 1.
   */
  static int decode(byte[] text, int at, int to) {
    int b0 = text[at];
    if (b0 >= 0) {
      return b0 << 3 | 1;
    }
    if ((b0 & 0xE0) == 0xC0 && at + 1 < to && isTrail(text[at + 1])) {
      int cp = (b0 & 0x1F) << 6 | text[at + 1] & 0x3F;
      if (cp >= 0x80) {
        return cp << 3 | 2;
      }
    } else if ((b0 & 0xF0) == 0xE0
        && at + 2 < to
        && isTrail(text[at + 1])
        && isTrail(text[at + 2])) {
      int cp = (b0 & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F;
      if (cp >= 0x800 && (cp < 0xD800 || cp > 0xDFFF)) {
        return cp << 3 | 3;
      }
    } else if ((b0 & 0xF8) == 0xF0
        && at + 3 < to
        && isTrail(text[at + 1])
        && isTrail(text[at + 2])
        && isTrail(text[at + 3])) {
      int cp =
          (b0 & 0x07) << 18
              | (text[at + 1] & 0x3F) << 12
              | (text[at + 2] & 0x3F) << 6
              | text[at + 3] & 0x3F;
      if (cp >= 0x10000 && cp <= 0x10FFFF) {
        return cp << 3 | 4;
      }
    }
    return REPLACEMENT << 3 | 1;
  }

  /**
   * The text of bytes, with U+FFFD for every malformed sequence: the longest start of a character,
   * or a byte that starts none. So do Python's {@code bytes.decode(errors="replace")} and Rust's
   * {@code from_utf8_lossy}; Java takes an encoded surrogate for one malformed sequence, not three.
   */
  static ByteArray repaired(byte[] text, int from, int to) {
    ByteArray out = new ByteArray();
    for (int at = from; at < to; ) {
      int decoded = decode(text, at, to);
      boolean isMalformed = decoded == (REPLACEMENT << 3 | 1);
      out.addCodePoint(decoded >>> 3);
      at += isMalformed ? malformedLength(text, at, to) : decoded & 7;
    }
    return out;
  }

  /** How many bytes at {@code at} are the start of a character that is cut off. */
  private static int malformedLength(byte[] text, int at, int to) {
    int lead = text[at] & 0xFF;
    int wanted =
        lead >= 0xC2 && lead < 0xE0
            ? 2
            : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
    int length = 1;
    while (length < wanted && at + length < to && isTrail(text[at + length])) {
      int second = text[at + 1] & 0xFF;
      boolean mayStart =
          switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
          };
      if (!mayStart) {
        break;
      }
      length++;
    }
    return length;
  }

  /** Whether all of {@code text[from, to)} is UTF-8. */
  static boolean isWellFormed(byte[] text, int from, int to) {
    for (int at = from; at < to; ) {
      if (text[at] >= 0) {
        at++;
        continue;
      }
      int decoded = decode(text, at, to);
      if ((decoded & 7) == 1) {
        return false;
      }
      at += decoded & 7;
    }
    return true;
  }

  private static boolean isTrail(byte b) {
    return b < -0x40;
  }

  /** The UTF-8 bytes of {@code text}; a lone surrogate becomes U+FFFD. */
  static byte[] encode(String text) {
    byte[] out = new byte[text.length() * 3];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        n = put(out, n, Character.toCodePoint(c, text.charAt(++i)));
      } else {
        n = put(out, n, Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return Arrays.copyOf(out, n);
  }

  /** Writes a character at {@code at} and returns the offset after it. */
  static int put(byte[] out, int at, int codePoint) {
    int n = at;
    if (codePoint < 0x80) {
      out[n++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      out[n++] = (byte) (0xC0 | codePoint >> 6);
      out[n++] = (byte) (0x80 | codePoint & 0x3F);
    } else if (codePoint < 0x10000) {
      out[n++] = (byte) (0xE0 | codePoint >> 12);
      out[n++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
      out[n++] = (byte) (0x80 | codePoint & 0x3F);
    } else {
      out[n++] = (byte) (0xF0 | codePoint >> 18);
      out[n++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
      out[n++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
      out[n++] = (byte) (0x80 | codePoint & 0x3F);
    }
    return n;
  }

  /** The text of bytes, with U+FFFD for every malformed byte. */
  static String toString(byte[] text, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int at = from; at < to; ) {
      int decoded = decode(text, at, to);
      out.appendCodePoint(decoded >>> 3);
      at += decoded & 7;
    }
    return out.toString();
  }
}
