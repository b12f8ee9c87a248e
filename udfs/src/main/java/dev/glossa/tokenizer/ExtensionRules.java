package dev.glossa.tokenizer;

import java.util.List;

/**
 * What a vocabulary demands of the pieces that are added to it: the rules it was trained by, no
 * line break, and that a piece's text is encoded to the piece.
 */
public final class ExtensionRules {

  private final PieceRules rules;
  private final PieceValidity validity;
  private final PieceValidity withoutDigits;

  public ExtensionRules(SentencePieceModel base) {
    this.rules = base.trainerSpec().rules();
    this.validity = new PieceValidity(rules);
    this.withoutDigits =
        new PieceValidity(
            new PieceRules(
                rules.maxSentencepieceLength(),
                rules.splitByUnicodeScript(),
                rules.splitByNumber(),
                rules.splitByWhitespace(),
                false,
                rules.treatWhitespaceAsSuffix(),
                rules.allowWhitespaceOnlyPieces()));
  }

  /** Whether a string may be added. */
  boolean allows(String piece) {
    return !hasLineBreak(piece) && validity.isValid(piece);
  }

  /** The rule that a piece breaks, in a few words, or null if there is none. */
  public String broken(String piece) {
    if (allows(piece)) {
      return null;
    }
    if (hasLineBreak(piece)) {
      return "line break";
    }
    if (piece.codePointCount(0, piece.length()) > rules.maxSentencepieceLength()) {
      return "longer than " + rules.maxSentencepieceLength() + " characters";
    }
    if (piece.lastIndexOf(Utf8.SPACE) > 0) {
      return "space within";
    }
    return withoutDigits.isValid(piece) ? "digit beside other characters" : "several scripts";
  }

  private static boolean hasLineBreak(String piece) {
    return piece.indexOf('\r') >= 0 || piece.indexOf('\n') >= 0;
  }

  /** The pieces whose text, without a space put before it, is not encoded to their id alone. */
  public static List<String> unreachable(SentencePieceModel model, List<AddedPiece> added) {
    Tokenizer bare = Tokenizers.sentencePiece(model.withoutNormalization(), Mode.SENTENCEPIECE);
    return added.stream()
        .filter(
            piece -> {
              int[] ids = bare.encode(piece.piece());
              return ids.length != 1 || ids[0] != piece.id();
            })
        .map(AddedPiece::piece)
        .toList();
  }
}
