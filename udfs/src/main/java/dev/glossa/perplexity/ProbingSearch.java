package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;

/** N-grams in open hash tables, one for each length, by {@link Hashes}. */
final class ProbingSearch implements Search {

  private static final int UNIGRAM = 2 * Float.BYTES;
  private static final int MIDDLE = Long.BYTES + 2 * Float.BYTES;
  private static final int LONGEST = Long.BYTES + Float.BYTES;
  private static final int SIGN = 0x8000_0000;
  private static final long ABSENT = -1;

  private final LittleEndianBytes bytes;
  private final long words;
  private final long unigrams;

  /** First byte and buckets of the tables of 2-grams and on. */
  private final long[] tables;

  private final long[] buckets;

  ProbingSearch(ByteCursor file, Header header) {
    this.bytes = file.bytes();
    this.words = header.counts()[0] + 1;
    this.unigrams = file.skip(words, UNIGRAM, "the unigrams");
    int order = header.order();
    this.tables = new long[order - 1];
    this.buckets = new long[order - 1];
    for (int i = 0; i < tables.length; i++) {
      buckets[i] = header.buckets(header.counts()[i + 1]);
      int width = i == tables.length - 1 ? LONGEST : MIDDLE;
      tables[i] = file.skip(buckets[i], width, "the %d-grams".formatted(i + 2));
    }
  }

  @Override
  public int order() {
    return tables.length + 1;
  }

  @Override
  public void unigram(int word, Node node) {
    if (Integer.toUnsignedLong(word) >= words) {
      throw new InvalidModelException(
          "has the word number %d of %d; get an undamaged copy.".formatted(word, words));
    }
    node.begin = Integer.toUnsignedLong(word);
    found(unigrams + (long) word * UNIGRAM, node);
  }

  @Override
  public boolean middle(int length, int word, Node node) {
    node.begin = Hashes.combine(node.begin, word);
    long at = find(length - 2, MIDDLE, node.begin);
    if (at == ABSENT) {
      return false;
    }
    found(at + Long.BYTES, node);
    return true;
  }

  @Override
  public boolean longest(int word, Node node) {
    long at = find(tables.length - 1, LONGEST, Hashes.combine(node.begin, word));
    if (at == ABSENT) {
      return false;
    }
    node.probability = probability(bytes.intAt(at + Long.BYTES));
    return true;
  }

  /** The sign of a probability tells whether longer n-grams end with this one. */
  private void found(long at, Node node) {
    int bits = bytes.intAt(at);
    node.probability = probability(bits);
    node.last = (bits & SIGN) != 0;
    node.backoff = bytes.floatAt(at + Float.BYTES);
  }

  private static float probability(int bits) {
    return Float.intBitsToFloat(bits | SIGN);
  }

  private long find(int table, int width, long key) {
    long bucket = Long.remainderUnsigned(key, buckets[table]);
    for (long tried = 0; tried < buckets[table]; tried++) {
      long at = tables[table] + bucket * width;
      long found = bytes.longAt(at);
      if (found == key) {
        return at;
      }
      if (found == 0) {
        break;
      }
      bucket = bucket + 1 == buckets[table] ? 0 : bucket + 1;
    }
    return ABSENT;
  }
}
