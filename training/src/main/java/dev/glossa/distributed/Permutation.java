package dev.glossa.distributed;

/**
 * A pseudo-random permutation of 0 … n − 1 as a pure function of its seed: a Feistel network over
 * the next power of four, walked until it falls into the range. Needs no memory, whatever n.
 */
record Permutation(long size, long seed) {

  private static final int ROUNDS = 6;

  Permutation {
    if (size < 1) {
      throw new IllegalArgumentException("a permutation of nothing");
    }
  }

  long at(long index) {
    int half = Math.max(1, (65 - Long.numberOfLeadingZeros(size - 1)) / 2);
    long value = index;
    do {
      value = feistel(value, half);
    } while (value >= size);
    return value;
  }

  private long feistel(long value, int half) {
    long mask = (1L << half) - 1;
    long left = value >>> half;
    long right = value & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (mix(right + mix(seed + round)) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }

  /** The finalizer of SplitMix64. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
