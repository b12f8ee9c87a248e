package dev.glossa.tokenizer;

/** Puts the text of pieces together again. */
interface Decoder {

  /** The text of ids, all of which are in the vocabulary. */
  String decode(int[] ids);
}
