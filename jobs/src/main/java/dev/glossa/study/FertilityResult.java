package dev.glossa.study;

import java.util.SortedMap;

/**
 * Tokens per word; a word is an ICU word segment with letters, digits or ideographs.
 *
 * @param languages by language code
 */
public record FertilityResult(SortedMap<String, Pair> languages) {

  /**
   * @param before with the first tokenizer
   * @param after with the second
   */
  public record Pair(double before, double after) {}
}
