package dev.glossa.tokenizer;

/** Cuts normalized text into pieces. Implementations are immutable and shared by all threads. */
interface Segmenter {

  /** Appends the ids of the pieces of {@code text[from, to)}, which is well-formed UTF-8. */
  void segment(byte[] text, int from, int to, IdArray out);
}
