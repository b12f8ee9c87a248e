package dev.glossa.contamination;

import java.util.List;
import java.util.Map;

/**
 * What of benchmarks is in a text.
 *
 * @param hits how many n-grams of the text each benchmark has, by its name; those without are left
 *     out
 * @param passages where these n-grams are, in order; they do not overlap
 * @param share the share of the text's tokens that is in a passage
 */
public record Overlap(Map<String, Integer> hits, List<Passage> passages, double share) {

  /** Copies its arguments. */
  public Overlap {
    hits = Map.copyOf(hits);
    passages = List.copyOf(passages);
  }

  /**
   * @param start the first UTF-16 unit
   * @param end the one after the last
   */
  public record Passage(int start, int end) {}

  /** The text without the passages, and without the white space before each. */
  public String cut(String text) {
    if (passages.isEmpty()) {
      return text;
    }
    StringBuilder left = new StringBuilder(text.length());
    int end = 0;
    for (Passage passage : passages) {
      left.append(text, end, passage.start());
      int length = left.length();
      while (length > 0 && Character.isWhitespace(left.charAt(length - 1))) {
        length--;
      }
      left.setLength(length);
      end = passage.end();
    }
    return left.append(text, end, text.length()).toString().strip();
  }
}
