package dev.glossa.tokenizer;

/** Numbers pairs of symbols. */
final class PairTable extends PairNumbers {

  @Override
  int hash(long pair) {
    long h = pair * 0x9E37_79B9_7F4A_7C15L;
    return (int) (h >>> 32) ^ (int) (h >>> 49);
  }

  @Override
  boolean areSame(long pair, long other) {
    return pair == other;
  }
}
