package dev.glossa.perplexity;

/** From a word's hash to its number. */
interface Vocabulary {

  /** The number of {@code <unk>}, and of every word that is not known. */
  int UNKNOWN = 0;

  /** How many words there are, {@code <unk>} among them. */
  long words();

  /** The number of the word with this {@link MurmurHash}. */
  int number(long hash);
}
