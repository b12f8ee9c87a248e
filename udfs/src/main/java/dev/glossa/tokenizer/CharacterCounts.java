package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;

/** How often each character occurs in a text, for its {@link Alphabet}; parts can be summed. */
public final class CharacterCounts implements Serializable {

  private static final long serialVersionUID = 1;

  private final Int2LongOpenHashMap counts = new Int2LongOpenHashMap();

  /** The counts of all characters of some words. */
  public static CharacterCounts ofWords(Iterable<WordCount> words) {
    CharacterCounts characters = new CharacterCounts();
    words.forEach(word -> word.addTo(characters::add));
    return characters;
  }

  /** Adds the characters of a word in UTF-8 that occurs {@code count} times. */
  public void add(byte[] word, int from, int to, long count) {
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(word, at, to);
      at += decoded & 7;
      if (decoded >>> 3 != 0) {
        counts.addTo(decoded >>> 3, count);
      }
    }
  }

  /** Adds another part's counts. */
  public void addAll(CharacterCounts other) {
    other.counts.int2LongEntrySet().fastForEach(e -> counts.addTo(e.getIntKey(), e.getLongValue()));
  }

  /** The counts of {@link #byCharacter}. */
  public static CharacterCounts of(Map<Integer, Long> byCharacter) {
    CharacterCounts characters = new CharacterCounts();
    byCharacter.forEach((c, count) -> characters.counts.put((int) c, (long) count));
    return characters;
  }

  /** The counts by code point. */
  public Map<Integer, Long> byCharacter() {
    return Collections.unmodifiableMap(counts);
  }
}
