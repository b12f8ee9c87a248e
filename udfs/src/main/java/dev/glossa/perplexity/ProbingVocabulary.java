package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.LittleEndianBytes;

/** Words by hash, in an open table of hashes and numbers. */
record ProbingVocabulary(LittleEndianBytes bytes, long start, long buckets) implements Vocabulary {

  private static final int HEADER = 8;
  private static final int ENTRY = Long.BYTES + Integer.BYTES;

  static ProbingVocabulary read(ByteCursor file, Header header) {
    long buckets = header.buckets(header.counts()[0]);
    file.skip(1, HEADER, "the vocabulary");
    return new ProbingVocabulary(
        file.bytes(), file.skip(buckets, ENTRY, "the vocabulary"), buckets);
  }

  @Override
  public int number(long hash) {
    long bucket = Long.remainderUnsigned(hash, buckets);
    for (long tried = 0; tried < buckets; tried++) {
      long at = start + bucket * ENTRY;
      long key = bytes.longAt(at);
      if (key == hash) {
        return bytes.intAt(at + Long.BYTES);
      }
      if (key == 0) {
        break;
      }
      bucket = bucket + 1 == buckets ? 0 : bucket + 1;
    }
    return UNKNOWN;
  }
}
