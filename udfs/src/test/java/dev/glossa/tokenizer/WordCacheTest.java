package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The cache may forget a word, but never takes one for another. */
class WordCacheTest {

  private static final int WORDS = 400_000;

  private final WordCache cache = new WordCache();
  private final IdArray found = new IdArray();

  /** Words and ids of all lengths; those of word i begin with i. */
  private static byte[] word(int i) {
    byte[] word = new byte[i % 1000 == 0 ? WordCache.MAX_WORD_BYTES : 4 + i % 23];
    for (int b = 0; b < word.length; b++) {
      word[b] = (byte) (i >>> b % 4 * 8);
    }
    return word;
  }

  private static IdArray ids(int i) {
    Random random = new Random(i);
    IdArray ids = new IdArray();
    for (int count = i % 500 == 0 ? 192 : 1 + i % 9; count > 0; count--) {
      ids.add(random.nextInt());
    }
    return ids;
  }

  private boolean has(int i) {
    found.clear();
    byte[] word = word(i);
    int place = cache.find(word, 0, word.length, i % 3 == 0);
    if (place < 0) {
      return false;
    }
    cache.append(place, found);
    assertThat(found.toArray()).isEqualTo(ids(i).toArray());
    return true;
  }

  private void put(int i) {
    if (!has(i)) {
      byte[] word = word(i);
      cache.put(word, 0, word.length, ids(i), 0);
    }
  }

  @Test
  void aWordIsFoundWithItsIds() {
    for (int i = 0; i < 1000; i++) {
      put(i);
      assertThat(has(i)).isTrue();
    }
  }

  @Test
  void moreWordsThanItHoldsGiveNoWrongIds() {
    int known = 0;
    for (int i = 0; i < WORDS; i++) {
      put(i);
    }
    for (int i = 0; i < WORDS; i++) {
      known += has(i) ? 1 : 0;
    }
    assertThat(known).isPositive().isLessThan(WORDS);
  }

  @Test
  void theSameBytesAfterASpaceAreAnotherWord() {
    byte[] word = {'a', 'b'};
    assertThat(cache.find(word, 0, 2, true)).isNegative();
    cache.put(word, 0, 2, ids(7), 0);
    assertThat(cache.find(word, 0, 2, false)).isNegative();
    assertThat(cache.find(word, 0, 2, true)).isNotNegative();
  }
}
