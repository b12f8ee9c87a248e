package dev.glossa.model;

/**
 * Tokens that follow those of a cache. They become part of it when it grows; until then other
 * tokens may follow the same ones.
 *
 * @param cache of the tokens before them
 * @param ids the tokens
 */
record Continuation(KeyValueCache cache, int[] ids) {

  /** Position of the first of the tokens. */
  int from() {
    return cache.length();
  }

  /** Position behind the last one. */
  int to() {
    return from() + ids.length;
  }

  int count() {
    return ids.length;
  }
}
