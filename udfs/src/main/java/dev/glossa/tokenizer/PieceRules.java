package dev.glossa.tokenizer;

import java.io.Serializable;

/**
 * Which strings may become pieces, under the names of spm_train's flags.
 *
 * @param maxSentencepieceLength in code points
 * @param splitByUnicodeScript no piece holds characters of two scripts
 * @param splitByNumber digits are a script of their own
 * @param splitByWhitespace no piece crosses a space
 * @param splitDigits every digit is a piece of its own
 * @param treatWhitespaceAsSuffix ▁ ends words where by default it starts them
 * @param allowWhitespaceOnlyPieces runs of ▁ may be pieces
 */
public record PieceRules(
    int maxSentencepieceLength,
    boolean splitByUnicodeScript,
    boolean splitByNumber,
    boolean splitByWhitespace,
    boolean splitDigits,
    boolean treatWhitespaceAsSuffix,
    boolean allowWhitespaceOnlyPieces)
    implements Serializable {

  /** The defaults of spm_train. */
  public static PieceRules defaults() {
    return new PieceRules(16, true, true, true, false, false, false);
  }
}
