package dev.glossa.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A document's features, each computed once, when it is first asked for, and shared by all that
 * measure the document. Not safe for use by several threads at a time.
 */
public final class Features {

  private final String text;
  private final WordSplitter splitter;

  private int codePoints = -1;
  private List<String> words;
  private List<String> lines;
  private List<String> lineRuns;
  private List<String> paragraphs;
  private NGrams nGrams;

  /** The features of a text whose words the splitter finds. */
  public Features(String text, WordSplitter splitter) {
    this.text = text;
    this.splitter = splitter;
  }

  /** The text itself. */
  public String text() {
    return text;
  }

  /** Length of the text in code points. */
  public int codePoints() {
    if (codePoints < 0) {
      codePoints = text.codePointCount(0, text.length());
    }
    return codePoints;
  }

  /** Words and punctuation marks. */
  public List<String> words() {
    if (words == null) {
      words = splitter.split(text);
    }
    return words;
  }

  /** The pieces between line feeds that are not blank. */
  public List<String> lines() {
    if (lines == null) {
      lines = new ArrayList<>(splitAtRuns(text, 1, false));
      lines.removeIf(line -> Characters.strip(line).isEmpty());
    }
    return lines;
  }

  /** The pieces between runs of line feeds, with an empty first or last piece where one is. */
  public List<String> lineRuns() {
    if (lineRuns == null) {
      lineRuns = splitAtRuns(text, 1, true);
    }
    return lineRuns;
  }

  /** The pieces between runs of two or more line feeds of the stripped text. */
  public List<String> paragraphs() {
    if (paragraphs == null) {
      paragraphs = splitAtRuns(Characters.strip(text), 2, true);
    }
    return paragraphs;
  }

  /** The n-grams of {@link #words}. */
  public NGrams nGrams() {
    if (nGrams == null) {
      nGrams = new NGrams(words());
    }
    return nGrams;
  }

  /** Splits at line feeds: at runs of {@code atLeast} and more, or at every single one. */
  private static List<String> splitAtRuns(String text, int atLeast, boolean runs) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int i = 0;
    while ((i = text.indexOf('\n', i)) >= 0) {
      int end = i + 1;
      while (runs && end < text.length() && text.charAt(end) == '\n') {
        end++;
      }
      if (end - i >= atLeast) {
        pieces.add(text.substring(start, i));
        start = end;
      }
      i = end;
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
