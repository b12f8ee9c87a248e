package dev.glossa.tokenizer;

/** Makes tokenizers from the content of their files. */
public final class Tokenizers {

  private Tokenizers() {}

  /**
   * A tokenizer from a {@code tokenizer.model} file, with ids equal to SentencePiece's.
   *
   * @throws InvalidTokenizerException if the file is damaged, or of a kind that is not supported
   */
  public static Tokenizer sentencePiece(byte[] model) {
    return sentencePiece(model, Mode.SENTENCEPIECE);
  }

  /** A tokenizer from a {@code tokenizer.model} file. */
  public static Tokenizer sentencePiece(byte[] model, Mode mode) {
    return sentencePiece(SentencePieceModel.parse(model), mode);
  }

  /** A tokenizer from a parsed model. */
  public static Tokenizer sentencePiece(SentencePieceModel model, Mode mode) {
    return SentencePieceTokenizer.of(model, mode);
  }

  /**
   * A tokenizer from a {@code tokenizer.json} file, with ids equal to those of Hugging Face's
   * tokenizers.
   *
   * @throws InvalidTokenizerException if the file is damaged, or of a kind that is not supported
   */
  public static Tokenizer huggingFace(byte[] tokenizerJson) {
    return huggingFace(tokenizerJson, null);
  }

  /**
   * The same, with what the {@code tokenizer_config.json} beside it says about the tokens that
   * begin and end a text.
   *
   * @param tokenizerConfig the content of that file, or null if there is none
   */
  public static Tokenizer huggingFace(byte[] tokenizerJson, byte[] tokenizerConfig) {
    return HuggingFaceTokenizerReader.read(tokenizerJson, tokenizerConfig);
  }
}
