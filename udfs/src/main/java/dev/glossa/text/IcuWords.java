package dev.glossa.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * ICU's word segments. Marks are tokens too, but not those between the parts of a word that is
 * spelled with letters and has no space, as in a path or an address.
 */
final class IcuWords implements WordSplitter {

  /** Rule status of the first kind of word (numbers); segments below are spaces and marks. */
  static final int WORD_STATUS = BreakIterator.WORD_NUMBER;

  private final BreakIterator prototype;
  private final boolean wordsOnly;

  IcuWords(String language, boolean wordsOnly) {
    this.prototype = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
    this.wordsOnly = wordsOnly;
  }

  @Override
  public List<String> split(String text) {
    BreakIterator segments = (BreakIterator) prototype.clone();
    segments.setText(text);
    List<String> words = new ArrayList<>(text.length() / 5 + 1);
    int marksFrom = 0;
    boolean inWord = false;
    int start = segments.first();
    for (int end = segments.next(); end != BreakIterator.DONE; start = end, end = segments.next()) {
      int status = segments.getRuleStatus();
      if (status >= WORD_STATUS) {
        boolean spelled = status < BreakIterator.WORD_KANA;
        if (inWord && spelled) {
          words.subList(marksFrom, words.size()).clear();
        }
        words.add(text.substring(start, end));
        marksFrom = words.size();
        inWord = spelled;
      } else if (isBlank(text, start, end)) {
        inWord = false;
      } else if (!wordsOnly) {
        words.add(text.substring(start, end));
      }
    }
    return words;
  }

  private static boolean isBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Characters.isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
