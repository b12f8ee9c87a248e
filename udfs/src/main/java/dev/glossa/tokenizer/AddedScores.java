package dev.glossa.tokenizer;

/** Which scores pieces of another vocabulary get, and so when they are merged. */
public enum AddedScores {
  /** Strictly decreasing below the base's: every old merge comes first, and the order is total. */
  CONTINUE,
  /**
   * Zero, as in Chinese-LLaMA: they are merged before nearly every old piece, in no order among
   * themselves, so that SentencePiece and Hugging Face differ on some texts.
   */
  ZERO
}
