package dev.glossa.tokenizer;

import java.io.Serializable;

/** Puts counted words into a {@link MergeShard}. */
public final class MergeShardBuilder {

  /**
   * What all shards of a training have in common.
   *
   * @param rules which strings may become pieces
   * @param alphabet the code points that are symbols at first, numbered in this order; with others
   *     nothing merges
   */
  public record Spec(PieceRules rules, int[] alphabet) implements Serializable {}

  private final SymbolTable symbols;
  private final SegmentTable segments;

  /** A builder of one shard. */
  public MergeShardBuilder(Spec spec) {
    this.symbols = new SymbolTable(spec.rules(), spec.alphabet());
    this.segments = new SegmentTable(symbols, spec.alphabet());
  }

  /** Adds a word in UTF-8, as {@link SentenceRules} makes it, that occurs {@code count} times. */
  public void add(byte[] word, int from, int to, long count) {
    segments.add(word, from, to, count);
  }

  /** The shard of all words added; the builder is used up. */
  public MergeShard build() {
    return new MergeShard(symbols, segments);
  }
}
