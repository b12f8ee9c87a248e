package dev.glossa.quality;

import dev.glossa.text.Characters;
import java.util.Locale;
import java.util.Set;

/**
 * Counts sentences by the marks that end them, as spaCy's {@code sentencizer} does: a sentence
 * begins with the first word after a terminal mark. A full stop ends none in an ellipsis, within a
 * word or a number, or after an initial or an abbreviation.
 */
final class SentenceCount {

  private static final Set<String> ENGLISH_ABBREVIATIONS =
      Set.of(
          "adm", "bros", "co", "corp", "dr", "e.g", "gen", "gov", "i.e", "inc", "jr", "ltd", "md",
          "messrs", "mo", "mont", "mr", "mrs", "ms", "p.m", "a.m", "ph.d", "prof", "rep", "rev",
          "sen", "st", "vs", "v.s", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
          "oct", "nov", "dec");

  private final Set<String> abbreviations;

  private SentenceCount(Set<String> abbreviations) {
    this.abbreviations = abbreviations;
  }

  static SentenceCount of(String language) {
    return new SentenceCount(language.equals("en") ? ENGLISH_ABBREVIATIONS : Set.of());
  }

  /** Sentences of a line; a line that has any word has at least one. */
  int in(String line) {
    int count = 0;
    boolean ended = true;
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      if (ends(line, i, next, codePoint)) {
        ended = true;
      } else if (ended && !Characters.isSpace(codePoint) && !isMark(codePoint)) {
        count++;
        ended = false;
      }
      i = next;
    }
    return count;
  }

  private boolean ends(String line, int start, int next, int mark) {
    if (!Characters.isTerminal(mark)) {
      return false;
    }
    if (mark != '.') {
      return mark > 0x7F || isBoundary(line, next);
    }
    boolean ellipsis =
        (start > 0 && line.charAt(start - 1) == '.')
            || (next < line.length() && line.charAt(next) == '.');
    if (ellipsis || start == 0) {
      return false;
    }
    int before = line.codePointBefore(start);
    if (!isBoundary(line, next)) {
      return Character.isLowerCase(before) && Character.isUpperCase(line.codePointAt(next));
    }
    int wordStart = start;
    while (wordStart > 0 && isOfWord(line.charAt(wordStart - 1))) {
      wordStart--;
    }
    String word = line.substring(wordStart, start);
    int previous = start - Character.charCount(before);
    boolean initial =
        Character.isUpperCase(before)
            ? previous == 0 || !Character.isUpperCase(line.codePointBefore(previous))
            : word.length() == 1 && Character.isLowerCase(before);
    return !initial && !abbreviations.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word cannot go on here. */
  private static boolean isBoundary(String line, int index) {
    if (index == line.length()) {
      return true;
    }
    int codePoint = line.codePointAt(index);
    return Characters.isSpace(codePoint) || isMark(codePoint);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
