package dev.glossa.perplexity;

/** Finds n-grams from their last word to their first. Immutable; what changes is in the node. */
interface Search {

  /**
   * The backoff of an n-gram that is no context of a longer one: −0, where +0 is of one that is.
   */
  float NO_EXTENSION = -0.0f;

  /** Words of the longest n-grams. */
  int order();

  /** Begins with an n-gram's last word. */
  void unigram(int word, Node node);

  /**
   * Goes on to the word before.
   *
   * @param length of the n-gram with it, at least 2 and less than the order
   * @return whether it was found; if so the node is the longer n-gram
   */
  boolean middle(int length, int word, Node node);

  /** Goes on to the first word of a longest n-gram, of which only the probability is set. */
  boolean longest(int word, Node node);
}
