package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.longs.LongList;

/** Is told of the merges as they are learned. */
@FunctionalInterface
public interface MergeListener {

  /** Ignores them. */
  MergeListener NONE = merges -> {};

  /**
   * A round has ended.
   *
   * @param merges all merges so far, from which training may go on; not to be changed
   */
  void merged(LongList merges);
}
