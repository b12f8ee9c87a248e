package dev.glossa.perplexity;

import dev.glossa.binary.LittleEndianBytes;

/** Values of any number of bits, the lowest first, packed from a byte on. */
record Bits(LittleEndianBytes bytes, long start) {

  /** Up to 57 bits. */
  long at(long bit, int count) {
    return bytes.longAt(start + (bit >>> 3)) >>> (bit & 7) & ((1L << count) - 1);
  }

  /** How many bits hold all numbers up to this one. */
  static int required(long greatest) {
    return Long.SIZE - Long.numberOfLeadingZeros(greatest);
  }

  /** Bytes of an array of packed entries, with the one that ends it and room to read past it. */
  static long size(long entries, int entryBits) {
    return ((1 + entries) * entryBits + 7) / 8 + Long.BYTES;
  }
}
