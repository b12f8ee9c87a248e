package dev.glossa.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/**
 * The words that figures are counted by: ICU's word segments with rule status 100 or more, that is,
 * with letters, digits, kana or ideographs. Not to be used by several threads at a time.
 */
public final class WordSegments {

  private final BreakIterator segments = BreakIterator.getWordInstance(ULocale.ROOT);

  /** Takes a word as {@code text[start, end)}. */
  @FunctionalInterface
  public interface Visitor {
    void word(int start, int end);
  }

  /** Visits the words of a text in their order. */
  public void forEach(String text, Visitor visitor) {
    segments.setText(text);
    int start = segments.first();
    for (int end = segments.next(); end != BreakIterator.DONE; start = end, end = segments.next()) {
      if (segments.getRuleStatus() >= IcuWords.WORD_STATUS) {
        visitor.word(start, end);
      }
    }
  }

  /** Number of words of a text. */
  public long count(String text) {
    segments.setText(text);
    long count = 0;
    while (segments.next() != BreakIterator.DONE) {
      if (segments.getRuleStatus() >= IcuWords.WORD_STATUS) {
        count++;
      }
    }
    return count;
  }
}
