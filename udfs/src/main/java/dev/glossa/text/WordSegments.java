package dev.glossa.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * The words that figures are counted by: ICU's word segments with rule status 100 or more, that is,
 * with letters, digits, kana or ideographs. Not to be used by several threads at a time.
 */
public final class WordSegments {

  private final BreakIterator segments = BreakIterator.getWordInstance(ULocale.ROOT);

  /** Start and end of each word of a text in turn. */
  public int[] bounds(String text) {
    segments.setText(text);
    IntArrayList bounds = new IntArrayList(text.length() / 3 + 2);
    int start = segments.first();
    for (int end = segments.next(); end != BreakIterator.DONE; start = end, end = segments.next()) {
      if (segments.getRuleStatus() >= IcuWords.WORD_STATUS) {
        bounds.add(start);
        bounds.add(end);
      }
    }
    return bounds.toIntArray();
  }

  /** Number of words of a text. */
  public long count(String text) {
    return bounds(text).length / 2;
  }
}
