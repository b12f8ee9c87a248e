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
    if (piece.length() != 6 || !piece.startsWith("<0x") || piece.charAt(5) != '>') {
      return -1;
    }
    int high = "0123456789ABCDEF".indexOf(piece.charAt(3));
    int low = "0123456789ABCDEF".indexOf(piece.charAt(4));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
