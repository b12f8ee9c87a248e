package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.LittleEndianBytes;

/** Words by hash, in an open table of hashes and numbers. */
record ProbingVocabulary(LittleEndianBytes bytes, long start, long buckets, long words)
    implements Vocabulary {

  private static final int ENTRY = Long.BYTES + Integer.BYTES;

  static ProbingVocabulary read(ByteCursor file, Header header) {
    long buckets = header.buckets(header.counts()[0]);
    file.nextInt(); // version
    long words = Integer.toUnsignedLong(file.nextInt());
    return new ProbingVocabulary(
        file.bytes(), file.skip(buckets, ENTRY, "the vocabulary"), buckets, words);
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
