package dev.glossa.tokenizer;

/** What a piece of a SentencePiece model is; the numbers are those of sentencepiece_model.proto. */
public enum PieceType {
  NORMAL(1),
  UNKNOWN(2),
  CONTROL(3),
  USER_DEFINED(4),
  UNUSED(5),
  BYTE(6);

  private final int number;

  PieceType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Whether text can become this piece by merging; the others are reserved. */
  boolean isMergeable() {
    return this == NORMAL || this == USER_DEFINED || this == UNUSED;
  }

  static PieceType of(int number) {
    for (PieceType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new InvalidTokenizerException(
        "The tokenizer model has a piece of unknown type " + number + ".");
  }
}
