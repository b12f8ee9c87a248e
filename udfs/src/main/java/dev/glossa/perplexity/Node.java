package dev.glossa.perplexity;

/** Where a search stands: an n-gram that was found, and where its longer ones are. */
final class Node {

  /** What the kind of search needs to go on: a hash, or the first and last of a range. */
  long begin;

  long end;

  /** Of the n-gram, to base 10. */
  float probability;

  float backoff;

  /** Whether it is known that no longer n-gram ends with this one. */
  boolean last;
}
