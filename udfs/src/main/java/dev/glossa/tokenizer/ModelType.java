package dev.glossa.tokenizer;

/** The kinds of SentencePiece models; the numbers are those of sentencepiece_model.proto. */
public enum ModelType {
  UNIGRAM(1),
  BPE(2),
  WORD(3),
  CHAR(4);

  private final int number;

  ModelType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ModelType of(int number) {
    for (ModelType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new InvalidTokenizerException(
        "The tokenizer model is of unknown type " + number + "; known are BPE and unigram.");
  }
}
