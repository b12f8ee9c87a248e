package dev.glossa.tokenizer;

import java.io.Serializable;

/**
 * What all shards of a training have in common: the symbols before the first merge, which may be
 * joined, how words are cut into them, and what a candidate for the next merge is.
 */
public abstract class MergeSpec implements Serializable {

  private static final long serialVersionUID = 1;

  MergeSpec() {}

  /**
   * A training that begins with characters.
   *
   * @param rules which strings may become pieces
   * @param alphabet the code points that are symbols at first, numbered in this order; with others
   *     nothing merges
   */
  public static MergeSpec ofAlphabet(PieceRules rules, int[] alphabet) {
    return new AlphabetSpec(rules, alphabet);
  }

  /** A new table of the symbols that there are before the first merge. */
  abstract Symbols symbols();

  /** Cuts words into those symbols and adds them to a table; for one thread. */
  abstract WordSink cutInto(SegmentTable segments, Symbols symbols);

  /**
   * Whether a candidate for the next merge is a string, whatever pair of symbols makes it, and
   * symbols that make what is known are merged at once, as SentencePiece's encoder does it. Else a
   * candidate is a pair, as in its trainer.
   */
  boolean mergesKnown() {
    return false;
  }

  /** Numbers for the candidates for merges. */
  final PairNumbers candidates(Symbols symbols) {
    return mergesKnown() ? new StringTable(symbols) : new PairTable();
  }

  /** How often a pair must occur to be merged. */
  long minimumCount() {
    return 1;
  }
}
