package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * GPT-2's characters for bytes: every byte has one that can be printed, itself if that can be.
 * Byte-level vocabularies are written in them. Source: bytes_to_unicode in GPT-2's encoder.py.
 */
final class ByteAlphabet {

  private static final char[] CHARACTERS = new char[256];
  private static final short[] BYTES = new short[512];

  static {
    char next = 256;
    Arrays.fill(BYTES, (short) -1);
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
      CHARACTERS[b] = printable ? (char) b : next++;
      BYTES[CHARACTERS[b]] = (short) b;
    }
  }

  private ByteAlphabet() {}

  static char character(byte b) {
    return CHARACTERS[b & 0xFF];
  }

  /** The bytes in their characters. */
  static String toString(byte[] bytes, int from, int to) {
    char[] text = new char[to - from];
    for (int i = from; i < to; i++) {
      text[i - from] = CHARACTERS[bytes[i] & 0xFF];
    }
    return new String(text);
  }

  /** The bytes that a text stands for, or null if it has a character that stands for none. */
  static byte[] toBytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c >= BYTES.length || BYTES[c] < 0) {
        return null;
      }
      bytes[i] = (byte) BYTES[c];
    }
    return bytes;
  }
}
