package dev.glossa.words;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** pyvi's words of two and three syllables, by numbers of syllables. */
final class PyviLexicon {

  /** The number of a syllable, or of a pair, that occurs in no word. */
  static final int NONE = -1;

  private final Map<String, Integer> syllables = new HashMap<>();
  private final LongOpenHashSet twoSyllables = new LongOpenHashSet();
  private final LongOpenHashSet threeSyllables = new LongOpenHashSet();

  /** Numbers of the first two syllables of words of three. */
  private final Long2IntOpenHashMap beginnings = new Long2IntOpenHashMap();

  /**
   * @param two words of two syllables with a space between
   * @param three words of three
   */
  PyviLexicon(List<String> two, List<String> three) {
    beginnings.defaultReturnValue(NONE);
    for (String word : two) {
      String[] parts = word.split(" ", -1);
      twoSyllables.add(pair(add(parts[0]), add(parts[1])));
    }
    for (String word : three) {
      String[] parts = word.split(" ", -1);
      long beginning = pair(add(parts[0]), add(parts[1]));
      beginnings.putIfAbsent(beginning, beginnings.size());
      threeSyllables.add(pair(beginnings.get(beginning), add(parts[2])));
    }
  }

  private int add(String syllable) {
    return syllables.computeIfAbsent(syllable, any -> syllables.size());
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  /** The number of a syllable in small letters. */
  int number(String syllable) {
    return syllables.getOrDefault(syllable, NONE);
  }

  boolean isWord(int first, int second) {
    return first != NONE && second != NONE && twoSyllables.contains(pair(first, second));
  }

  boolean isWord(int first, int second, int third) {
    if (first == NONE || second == NONE || third == NONE) {
      return false;
    }
    int beginning = beginnings.get(pair(first, second));
    return beginning != NONE && threeSyllables.contains(pair(beginning, third));
  }
}
