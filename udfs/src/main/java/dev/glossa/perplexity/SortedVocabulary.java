package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;

/** Words' hashes in ascending unsigned order; a word's number is its hash's place, from 1 on. */
record SortedVocabulary(LittleEndianBytes bytes, long start, long size) implements Vocabulary {

  static SortedVocabulary read(ByteCursor file, Header header) {
    long room = header.counts()[0];
    long size = file.nextLong();
    if (size < 0 || size > room) {
      throw new InvalidModelException(
          "has %d words in a vocabulary of %d; get an undamaged copy.".formatted(size, room));
    }
    return new SortedVocabulary(file.bytes(), file.skip(room, Long.BYTES, "the vocabulary"), size);
  }

  @Override
  public long words() {
    return size + 1;
  }

  @Override
  public int number(long hash) {
    long low = 0;
    long high = size - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(bytes.longAt(start + middle * Long.BYTES), hash);
      if (order == 0) {
        return (int) middle + 1;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return UNKNOWN;
  }
}
