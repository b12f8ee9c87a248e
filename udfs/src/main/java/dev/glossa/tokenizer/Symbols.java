package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * The symbols of a vocabulary in the making: those it begins with, then what each merge made, in
 * order.
 */
abstract class Symbols {

  /** No symbol. */
  static final int NONE = -1;

  private int[][] characters;
  private int size;

  Symbols(int capacity) {
    this.characters = new int[Math.max(16, capacity)][];
  }

  final int size() {
    return size;
  }

  /** Adds what a merge makes, and returns its number. */
  final int add(int left, int right) {
    return append(joined(left, right));
  }

  final int append(int[] piece) {
    if (size == characters.length) {
      characters = Arrays.copyOf(characters, size * 2);
    }
    characters[size] = piece;
    added(size, piece);
    return size++;
  }

  /** Is told of each symbol. */
  abstract void added(int symbol, int[] piece);

  /** Whether two symbols side by side may become a piece. */
  abstract boolean mayJoin(int left, int right);

  /**
   * The symbol of the text that two make, whatever it was made of, where there is one and that is
   * merged at once; else {@link #NONE}.
   */
  int known(int left, int right) {
    return NONE;
  }

  /** The code points of a symbol; not to be changed. */
  final int[] characters(int symbol) {
    return characters[symbol];
  }

  /** The order among pairs of equal count: fewer characters first, then by code points. */
  final int compare(int left, int right, int otherLeft, int otherRight) {
    int[] a = characters[left];
    int[] b = characters[otherLeft];
    int length = a.length + characters[right].length;
    int otherLength = b.length + characters[otherRight].length;
    if (length != otherLength) {
      return Integer.compare(length, otherLength);
    }
    int order = compareTexts(left, right, otherLeft, otherRight, length);
    return order != 0 ? order : Integer.compare(a.length, b.length);
  }

  /** Whether two pairs make the same string. */
  final boolean haveSameText(int left, int right, int otherLeft, int otherRight) {
    int length = characters[left].length + characters[right].length;
    return length == characters[otherLeft].length + characters[otherRight].length
        && compareTexts(left, right, otherLeft, otherRight, length) == 0;
  }

  private int compareTexts(int left, int right, int otherLeft, int otherRight, int length) {
    int[] a = characters[left];
    int[] b = characters[otherLeft];
    for (int i = 0; i < length; i++) {
      int x = i < a.length ? a[i] : characters[right][i - a.length];
      int y = i < b.length ? b[i] : characters[otherRight][i - b.length];
      if (x != y) {
        return Integer.compare(x, y);
      }
    }
    return 0;
  }

  private int[] joined(int left, int right) {
    int[] a = characters[left];
    int[] b = characters[right];
    int[] piece = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, piece, a.length, b.length);
    return piece;
  }

  final String text(int symbol) {
    return new String(characters[symbol], 0, characters[symbol].length);
  }

  final String text(int left, int right) {
    int[] piece = joined(left, right);
    return new String(piece, 0, piece.length);
  }
}
