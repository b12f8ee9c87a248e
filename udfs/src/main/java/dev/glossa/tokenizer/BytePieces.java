package dev.glossa.tokenizer;

/** The names of the pieces that stand for single bytes: {@code <0x00>} to {@code <0xFF>}. */
final class BytePieces {

  static final int COUNT = 256;

  private BytePieces() {}

  static String name(int value) {
    return "<0x%02X>".formatted(value);
  }

  /** The byte that a piece stands for, or -1. */
  static int valueOf(String piece) {
    int value = hexadecimal(piece);
    return value >= 0 && piece.equals(name(value)) ? value : -1;
  }

  /** The same, but small letters are digits too: so Hugging Face's decoder ByteFallback reads. */
  static int hexadecimal(String piece) {
    if (piece.length() != 6 || !piece.startsWith("<0x") || piece.charAt(5) != '>') {
      return -1;
    }
    int high = digit(piece.charAt(3));
    int low = digit(piece.charAt(4));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
