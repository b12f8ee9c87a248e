package dev.glossa.tokenizer;

/** A step of a tokenizer.json's normalizer. Immutable. */
interface TextNormalizer {

  /** What becomes of {@code text[from, to)}, which is not empty. */
  OriginText normalize(OriginText text, int from, int to);
}
