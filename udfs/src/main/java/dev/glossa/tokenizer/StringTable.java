package dev.glossa.tokenizer;

/**
 * Numbers the strings that pairs of symbols make. No string is made for that: of each a pair is
 * kept, and texts are compared character by character.
 */
final class StringTable extends PairNumbers {

  private final Symbols symbols;

  StringTable(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  boolean areSame(long pair, long other) {
    return pair == other
        || symbols.haveSameText(
            PairCounts.left(pair),
            PairCounts.right(pair),
            PairCounts.left(other),
            PairCounts.right(other));
  }

  @Override
  int hash(long pair) {
    long h = hash(0, symbols.characters(PairCounts.left(pair)));
    h = hash(h, symbols.characters(PairCounts.right(pair)));
    return (int) (h ^ h >>> 32);
  }

  private static long hash(long before, int[] characters) {
    long h = before;
    for (int c : characters) {
      h = (h ^ c) * 0x9E37_79B9_7F4A_7C15L;
      h ^= h >>> 29;
    }
    return h;
  }
}
