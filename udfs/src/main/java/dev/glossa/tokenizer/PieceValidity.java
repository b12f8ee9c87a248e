package dev.glossa.tokenizer;

/**
 * Whether a string may become a piece: its length, and where spaces, scripts and digits may stand.
 *
 * <p>Source: IsValidSentencePiece in trainer_interface.cc of SentencePiece 0.2.3.
 */
final class PieceValidity {

  /** What stands for characters that are not in the alphabet while a vocabulary is trained. */
  static final int UNKNOWN_CHARACTER = 0x2585;

  /** What stands between stretches of a sentence that no piece may join. */
  static final int BOUNDARY = 0x1F;

  private static final int ANY_SCRIPT = -1;
  private static final int LONG_VOWEL_SIGN = 0x30FC;

  private final PieceRules rules;

  PieceValidity(PieceRules rules) {
    this.rules = rules;
  }

  boolean isValid(String piece) {
    int[] characters = piece.codePoints().toArray();
    if (characters.length == 0 || characters.length > rules.maxSentencepieceLength()) {
      return false;
    }
    boolean onlySpaces = true;
    for (int c : characters) {
      onlySpaces &= c == Utf8.SPACE;
    }
    int script = ANY_SCRIPT;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == UNKNOWN_CHARACTER || c == 0 || c == BOUNDARY || c == ' ') {
        return false;
      }
      if (c == Utf8.SPACE) {
        if (!(rules.allowWhitespaceOnlyPieces() && onlySpaces)
            && !spaceMayStand(i, characters.length)) {
          return false;
        }
        continue;
      }
      boolean digit = isDigit(c);
      if (digit && rules.splitDigits() && characters.length > 1) {
        return false;
      }
      int next = digit && !rules.splitByNumber() ? ANY_SCRIPT : script(c, script);
      if (rules.splitByUnicodeScript()
          && next != ANY_SCRIPT
          && script != ANY_SCRIPT
          && script != next) {
        return false;
      }
      script = next;
    }
    return true;
  }

  private boolean spaceMayStand(int at, int length) {
    boolean atItsEnd = rules.treatWhitespaceAsSuffix() ? at == length - 1 : at == 0;
    boolean atOtherEnd = rules.treatWhitespaceAsSuffix() ? at == 0 : at == length - 1;
    return atItsEnd || !rules.splitByWhitespace() && !atOtherEnd;
  }

  /** Kana count as Han, and combining marks as what they stand on. */
  static int script(int c, int previous) {
    int script = Scripts.of(c);
    if (script == Scripts.HIRAGANA || script == Scripts.KATAKANA || c == LONG_VOWEL_SIGN) {
      return Scripts.HAN;
    }
    return script == Scripts.INHERITED ? previous : script;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9' || c >= 0xFF10 && c <= 0xFF19;
  }
}
