package dev.glossa.model;

/**
 * A sequence that grows, over the keys and values of its tokens so far: {@link
 * SequenceReader#begin} begins it, {@link SequenceReader#extend} puts tokens behind it.
 */
public final class GrowingSequence implements AutoCloseable {
  private final KeyValueCache cache;
  private final boolean owned;
  private float[] logits = {};

  /**
   * @param owned whether the cache ends with the sequence
   */
  GrowingSequence(KeyValueCache cache, boolean owned) {
    this.cache = cache;
    this.owned = owned;
  }

  KeyValueCache cache() {
    return cache;
  }

  void logits(float[] next) {
    logits = next;
  }

  /** Logits [vocabulary] of its next token; who asks for them may spend them. */
  public float[] logits() {
    return logits;
  }

  /** Lets keys and values go; nothing can follow. */
  @Override
  public void close() {
    if (owned) {
      cache.close();
    }
  }
}
