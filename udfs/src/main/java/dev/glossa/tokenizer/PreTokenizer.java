package dev.glossa.tokenizer;

/** A step of a tokenizer.json's pre-tokenizer: cuts text into words. Immutable. */
interface PreTokenizer {

  /** Takes a word: {@code text[from, to)}. */
  interface WordConsumer {
    void accept(OriginText text, int from, int to);
  }

  /** Hands over the words of {@code text[from, to)}, none of them empty, in order. */
  void split(OriginText text, int from, int to, WordConsumer words);
}
