package dev.glossa.text;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An encoding of one byte a character, as lenient programs have it: bytes without a character are
 * the control characters of the same number, as in Latin-1.
 */
final class SingleByteEncoding {

  /** Those in which text is misread, the most frequent first; the first one includes Latin-1. */
  static final List<SingleByteEncoding> COMMON =
      Stream.of(
              "windows-1252",
              "windows-1251",
              "windows-1250",
              "windows-1253",
              "windows-1254",
              "windows-1257",
              "x-MacRoman")
          .map(SingleByteEncoding::new)
          .toList();

  private static final int HIGHEST = 0x25CA;

  private final boolean western;
  private final short[] bytes = new short[HIGHEST + 1];

  private SingleByteEncoding(String name) {
    this.western = name.equals("windows-1252");
    Arrays.fill(bytes, (short) -1);
    Charset charset = Charset.forName(name);
    for (int b = 0x80; b <= 0xFF; b++) {
      char c = new String(new byte[] {(byte) b}, charset).charAt(0);
      if (c <= HIGHEST) {
        bytes[c] = (short) b;
      }
      if (b < 0xA0 && !name.startsWith("x-")) {
        bytes[b] = (short) b;
      }
    }
  }

  /** Whether this is the encoding of Western Europe. */
  boolean isWestern() {
    return western;
  }

  /** The byte of 0x80 to 0xFF that the character was; -1 when it was none of them. */
  int byteOf(char c) {
    return c <= HIGHEST ? bytes[c] : -1;
  }
}
