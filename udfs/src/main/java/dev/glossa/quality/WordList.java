package dev.glossa.quality;

import dev.glossa.text.Scripts;
import dev.glossa.text.WordSegments;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;

/**
 * Words and phrases of which a document may have few. Each is found as whole words, as ICU splits
 * them; those that begin or end in a script that has no spaces between words are found there
 * without regard to words. Upper and lower case are the same.
 */
public final class WordList implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The measure: how often words of the list occur. */
  public static final String COUNT = "blocked_words";

  /** The measure: how often words of the list occur, for each word of the document. */
  public static final String SHARE = "blocked_words_share";

  private final Phrases phrases;

  /** A list of these words. */
  public WordList(Collection<String> words) {
    this.phrases = new Phrases(words);
  }

  /** What is measured of a text: {@link #COUNT} and {@link #SHARE}. */
  public Map<String, Double> measure(String text) {
    String normalized = Phrases.normalize(text);
    int[] bounds = new WordSegments().bounds(normalized);
    BitSet starts = new BitSet(normalized.length() + 1);
    BitSet ends = new BitSet(normalized.length() + 1);
    for (int i = 0; i < bounds.length; i += 2) {
      starts.set(bounds[i]);
      ends.set(bounds[i + 1]);
    }
    int found = 0;
    for (int start = 0; start < normalized.length(); ) {
      int end = -1;
      if (starts.get(start) || Scripts.isWithoutSpaces(normalized.codePointAt(start))) {
        end =
            phrases.end(
                normalized,
                start,
                index ->
                    ends.get(index) || Scripts.isWithoutSpaces(normalized.codePointBefore(index)));
      }
      if (end > 0) {
        found++;
      }
      start = Math.max(start + 1, end);
    }
    double words = bounds.length / 2.0;
    return Map.of(COUNT, (double) found, SHARE, found / Math.max(words, 1));
  }
}
