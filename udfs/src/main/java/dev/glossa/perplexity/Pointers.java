package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.LittleEndianBytes;

/**
 * Where the longer n-grams of an entry begin. All of it stands in the entry, or its high bits are
 * left out and an array tells from which entry on they have which value ("array-compressed").
 *
 * @param inlineBits how many stand in the entry
 * @param offsets for each value of the high bits, the first entry that has it; null: none left out
 */
record Pointers(int inlineBits, LittleEndianBytes bytes, long offsets, long offsetCount) {

  private static final int HEADER = 8;

  /** All bits in the entry. */
  static Pointers whole(long greatest) {
    return new Pointers(Bits.required(greatest), null, 0, 0);
  }

  /**
   * With an array, which is read.
   *
   * @param entries how many there are
   * @param greatest pointer
   * @param mostBits that may be left out, as was asked for at building
   */
  static Pointers compressed(ByteCursor file, long entries, long greatest, int mostBits) {
    int required = Bits.required(greatest);
    int chopped = choppedBits(entries + 1, greatest, required, mostBits);
    long count = (greatest >>> (required - chopped)) + 1;
    long start = file.skip(HEADER + 7, 1, "an array of offsets");
    long offsets = (start + 7) / 8 * 8 + HEADER;
    file.skip(count, Long.BYTES, "an array of offsets");
    return new Pointers(required - chopped, file.bytes(), offsets, count);
  }

  /** As many as make the whole smallest. */
  private static int choppedBits(long offset, long greatest, int required, int mostBits) {
    int best = 0;
    long lowest = Long.MAX_VALUE;
    for (int chop = 0; chop <= Math.min(required, mostBits); chop++) {
      // A shift by all 64 bits cannot come up: pointers are less than 2^57.
      long change = (greatest >>> (required - chop)) * Long.SIZE - offset * chop;
      if (change < lowest) {
        lowest = change;
        best = chop;
      }
    }
    return best;
  }

  /** Sets the range of the entry: its own pointer, and the next entry's. */
  void read(Bits bits, long bit, long entry, int entryBits, Node node) {
    long begin = bits.at(bit, inlineBits);
    long end = bits.at(bit + entryBits, inlineBits);
    if (bytes != null) {
      begin |= high(entry) << inlineBits;
      end |= high(entry + 1) << inlineBits;
    }
    node.begin = begin;
    node.end = end;
  }

  /** The last value whose first entry is not after this one. */
  private long high(long entry) {
    long low = 0;
    long high = offsetCount - 1;
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (Long.compareUnsigned(bytes.longAt(offsets + middle * Long.BYTES), entry) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
