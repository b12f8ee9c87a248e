package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * The symbols of a vocabulary that begins with an alphabet. Whether two may be joined is decided
 * from what is known of each, without making the string: every symbol is a valid piece itself, so
 * only where they meet can a rule be broken.
 *
 * <p>{@link PieceValidity} is the plain form of the same rules.
 */
final class SymbolTable extends Symbols {

  private static final short ANY_SCRIPT = -1;

  private final PieceRules rules;
  private final PieceValidity validity;
  private final boolean plain;

  private short[] firstScript;
  private short[] lastScript;
  private boolean[] hasDigit;
  private boolean[] hasSpace;
  private boolean[] onlySpaces;

  /** A table of the alphabet's characters, numbered in its order. */
  SymbolTable(PieceRules rules, int[] alphabet) {
    super(alphabet.length * 2);
    this.rules = rules;
    this.validity = new PieceValidity(rules);
    this.plain = rules.treatWhitespaceAsSuffix() || !rules.splitByWhitespace();
    int capacity = Math.max(16, alphabet.length * 2);
    firstScript = new short[capacity];
    lastScript = new short[capacity];
    hasDigit = new boolean[capacity];
    hasSpace = new boolean[capacity];
    onlySpaces = new boolean[capacity];
    for (int character : alphabet) {
      append(new int[] {character});
    }
  }

  @Override
  void added(int symbol, int[] piece) {
    if (symbol == firstScript.length) {
      int capacity = symbol * 2;
      firstScript = Arrays.copyOf(firstScript, capacity);
      lastScript = Arrays.copyOf(lastScript, capacity);
      hasDigit = Arrays.copyOf(hasDigit, capacity);
      hasSpace = Arrays.copyOf(hasSpace, capacity);
      onlySpaces = Arrays.copyOf(onlySpaces, capacity);
    }
    describe(symbol, piece);
  }

  private void describe(int symbol, int[] piece) {
    boolean spaces = true;
    boolean first = true;
    short script = ANY_SCRIPT;
    for (int c : piece) {
      if (c == Utf8.SPACE) {
        hasSpace[symbol] = true;
        continue;
      }
      spaces = false;
      boolean digit = PieceValidity.isDigit(c);
      hasDigit[symbol] |= digit;
      boolean free = digit && !rules.splitByNumber();
      script = free ? ANY_SCRIPT : (short) PieceValidity.script(c, script);
      if (first && (free || script != ANY_SCRIPT)) {
        firstScript[symbol] = script;
        first = false;
      }
    }
    if (first) {
      firstScript[symbol] = ANY_SCRIPT;
    }
    lastScript[symbol] = script;
    onlySpaces[symbol] = spaces;
  }

  /** Whether a character may be part of pieces at all. */
  boolean isUsable(int symbol) {
    return validity.isValid(text(symbol));
  }

  @Override
  boolean mayJoin(int left, int right) {
    if (plain) {
      return validity.isValid(text(left) + text(right));
    }
    if (characters(left).length + characters(right).length > rules.maxSentencepieceLength()) {
      return false;
    }
    if (hasSpace[right]
        && !(rules.allowWhitespaceOnlyPieces() && onlySpaces[left] && onlySpaces[right])) {
      return false;
    }
    if (onlySpaces[left] && characters(left).length > 1 && !onlySpaces[right]) {
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
}
