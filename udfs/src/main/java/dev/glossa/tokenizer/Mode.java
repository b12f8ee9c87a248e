package dev.glossa.tokenizer;

/** What the names of special tokens mean when they occur in a text. */
public enum Mode {
  /** As in SentencePiece: nothing special, they are text. */
  SENTENCEPIECE,
  /**
   * As in Hugging Face's tokenizers: each is its token, and the text around it is encoded apart.
   */
  HUGGINGFACE
}
