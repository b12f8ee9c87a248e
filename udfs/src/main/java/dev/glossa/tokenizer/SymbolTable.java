package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * The symbols of a vocabulary in the making: the characters of its alphabet, then what each merge
 * made, in order. Whether two may be joined is decided from what is known of each, without making
 * the string: every symbol is a valid piece itself, so only where they meet can a rule be broken.
 *
 * <p>{@link PieceValidity} is the plain form of the same rules.
 */
final class SymbolTable {

  private static final short ANY_SCRIPT = -1;

  private final PieceRules rules;
  private final PieceValidity validity;
  private final boolean plain;

  private int[][] characters;
  private short[] firstScript;
  private short[] lastScript;
  private boolean[] hasDigit;
  private boolean[] hasSpace;
  private boolean[] onlySpaces;
  private int size;

  /** A table of the alphabet's characters, numbered in its order. */
  SymbolTable(PieceRules rules, int[] alphabet) {
    this.rules = rules;
    this.validity = new PieceValidity(rules);
    this.plain = rules.treatWhitespaceAsSuffix() || !rules.splitByWhitespace();
    int capacity = Math.max(16, alphabet.length * 2);
    characters = new int[capacity][];
    firstScript = new short[capacity];
    lastScript = new short[capacity];
    hasDigit = new boolean[capacity];
    hasSpace = new boolean[capacity];
    onlySpaces = new boolean[capacity];
    for (int character : alphabet) {
      append(new int[] {character});
    }
  }

  int size() {
    return size;
  }

  /** Adds what a merge makes, and returns its number. */
  int add(int left, int right) {
    return append(joined(left, right));
  }

  private int append(int[] piece) {
    if (size == characters.length) {
      int capacity = size * 2;
      characters = Arrays.copyOf(characters, capacity);
      firstScript = Arrays.copyOf(firstScript, capacity);
      lastScript = Arrays.copyOf(lastScript, capacity);
      hasDigit = Arrays.copyOf(hasDigit, capacity);
      hasSpace = Arrays.copyOf(hasSpace, capacity);
      onlySpaces = Arrays.copyOf(onlySpaces, capacity);
    }
    characters[size] = piece;
    describe(piece);
    return size++;
  }

  private void describe(int[] piece) {
    boolean spaces = true;
    boolean first = true;
    short script = ANY_SCRIPT;
    for (int c : piece) {
      if (c == Utf8.SPACE) {
        hasSpace[size] = true;
        continue;
      }
      spaces = false;
      boolean digit = PieceValidity.isDigit(c);
      hasDigit[size] |= digit;
      boolean free = digit && !rules.splitByNumber();
      script = free ? ANY_SCRIPT : (short) PieceValidity.script(c, script);
      if (first && (free || script != ANY_SCRIPT)) {
        firstScript[size] = script;
        first = false;
      }
    }
    if (first) {
      firstScript[size] = ANY_SCRIPT;
    }
    lastScript[size] = script;
    onlySpaces[size] = spaces;
  }

  /** Whether a character may be part of pieces at all. */
  boolean isUsable(int symbol) {
    return validity.isValid(text(symbol));
  }

  /** Whether two symbols side by side may become a piece. */
  boolean mayJoin(int left, int right) {
    if (plain) {
      return validity.isValid(text(left) + text(right));
    }
    if (characters[left].length + characters[right].length > rules.maxSentencepieceLength()) {
      return false;
    }
    if (hasSpace[right]
        && !(rules.allowWhitespaceOnlyPieces() && onlySpaces[left] && onlySpaces[right])) {
      return false;
    }
    if (onlySpaces[left] && characters[left].length > 1 && !onlySpaces[right]) {
      return false;
    }
    if (rules.splitDigits() && (hasDigit[left] || hasDigit[right])) {
      return false;
    }
    return !rules.splitByUnicodeScript()
        || lastScript[left] == ANY_SCRIPT
        || firstScript[right] == ANY_SCRIPT
        || lastScript[left] == firstScript[right];
  }

  /**
   * Whether no piece can ever hold two characters side by side, whatever stands around them. A word
   * may be cut there: no pair is lost.
   */
  boolean isCut(int left, int right) {
    return !mayJoin(left, right)
        && (rules.splitByWhitespace() || !hasSpace[left] && !hasSpace[right]);
  }

  /** The order among pairs of equal count: fewer characters first, then by code points. */
  int compare(int left, int right, int otherLeft, int otherRight) {
    int[] a = characters[left];
    int[] b = characters[otherLeft];
    int length = a.length + characters[right].length;
    int otherLength = b.length + characters[otherRight].length;
    if (length != otherLength) {
      return Integer.compare(length, otherLength);
    }
    for (int i = 0; i < length; i++) {
      int x = i < a.length ? a[i] : characters[right][i - a.length];
      int y = i < b.length ? b[i] : characters[otherRight][i - b.length];
      if (x != y) {
        return Integer.compare(x, y);
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private int[] joined(int left, int right) {
    int[] a = characters[left];
    int[] b = characters[right];
    int[] piece = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, piece, a.length, b.length);
    return piece;
  }

  String text(int symbol) {
    return new String(characters[symbol], 0, characters[symbol].length);
  }

  String text(int left, int right) {
    int[] piece = joined(left, right);
    return new String(piece, 0, piece.length);
  }
}
