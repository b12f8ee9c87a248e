package dev.glossa.perplexity;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words of an ARPA file, numbered from 1 on in their order. */
final class HeapVocabulary implements Vocabulary {

  private static final byte[] UNKNOWN_WORD = "<unk>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNKNOWN_WORD_UPPER = "<UNK>".getBytes(StandardCharsets.US_ASCII);

  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();

  HeapVocabulary() {
    numbers.defaultReturnValue(UNKNOWN);
  }

  static boolean isUnknown(byte[] word) {
    return Arrays.equals(word, UNKNOWN_WORD) || Arrays.equals(word, UNKNOWN_WORD_UPPER);
  }

  /** The number of a word, a new one if it is new. */
  int add(byte[] word) {
    if (isUnknown(word)) {
      return UNKNOWN;
    }
    long hash = MurmurHash.hash(word, 0, word.length);
    int number = numbers.size() + 1;
    int known = numbers.putIfAbsent(hash, number);
    return known == UNKNOWN ? number : known;
  }

  @Override
  public long words() {
    return numbers.size() + 1L;
  }

  @Override
  public int number(long hash) {
    return numbers.get(hash);
  }
}
