package dev.glossa.perplexity;

/** How KenLM makes the key of an n-gram, from its last word to its first. */
final class Hashes {

  private static final long KEY_FACTOR = 8_978_948_897_894_561_157L;
  private static final long WORD_FACTOR = 0xF8574E1221634907L;

  private Hashes() {}

  static long combine(long key, int word) {
    return key * KEY_FACTOR ^ (1L + Integer.toUnsignedLong(word)) * WORD_FACTOR;
  }
}
