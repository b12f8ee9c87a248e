package dev.glossa.words;

import com.ibm.icu.text.UnicodeSet;
import java.util.List;

/**
 * A sequence of characters that is cut off a text or out of it, by what each of them may be and by
 * what may stand around them. Texts are code points from {@code low} to {@code high}; nothing
 * outside of these is seen.
 *
 * @param behind what stands before it, in order
 * @param body its characters
 * @param ahead what stands after it, in order
 * @param notAhead what must not follow at once, or null
 */
record AffixRule(
    List<UnicodeSet> behind, List<Element> body, List<UnicodeSet> ahead, UnicodeSet notAhead) {

  /**
   * One character of a body, or several: all that follow in a row. The next element's set has none
   * of them, so that there is one way only to match.
   */
  record Element(UnicodeSet set, boolean many) {}

  UnicodeSet first() {
    return body.get(0).set();
  }

  UnicodeSet last() {
    return body.get(body.size() - 1).set();
  }

  /** Where the body ends that starts at {@code start}, or -1. */
  int end(int[] text, int start, int low, int high) {
    if (!precedes(text, start, low)) {
      return -1;
    }
    int end = start;
    for (Element element : body) {
      if (end == high || !element.set().contains(text[end])) {
        return -1;
      }
      end++;
      while (element.many() && end < high && element.set().contains(text[end])) {
        end++;
      }
    }
    return follows(text, end, high) ? end : -1;
  }

  /**
   * Where the longest body starts that ends at {@code high}, or -1. A body that ends with several
   * of a set may only be of that set.
   */
  int start(int[] text, int low, int high) {
    int start = high - body.size();
    if (start < low) {
      return -1;
    }
    for (int i = body.size() - 1; i >= 0; i--) {
      if (!body.get(i).set().contains(text[start + i])) {
        return -1;
      }
    }
    if (body.get(body.size() - 1).many()) {
      while (start > low && last().contains(text[start - 1])) {
        start--;
      }
    }
    return precedes(text, start, low) ? start : -1;
  }

  private boolean precedes(int[] text, int start, int low) {
    int from = start - behind.size();
    if (from < low) {
      return false;
    }
    for (int i = 0; i < behind.size(); i++) {
      if (!behind.get(i).contains(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  private boolean follows(int[] text, int end, int high) {
    if (end + ahead.size() > high) {
      return false;
    }
    for (int i = 0; i < ahead.size(); i++) {
      if (!ahead.get(i).contains(text[end + i])) {
        return false;
      }
    }
    return notAhead == null || end == high || !notAhead.contains(text[end]);
  }
}
