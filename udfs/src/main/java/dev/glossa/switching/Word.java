package dev.glossa.switching;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Letters and marks of one script that follow each other. In a script without spaces between words
 * this is more than a word.
 *
 * @param text its letters
 * @param start index of its first character in the answer
 * @param end index behind its last character
 * @param script a constant of ICU's {@link UScript}
 */
record Word(String text, int start, int end, int script) {

  /** The words of a text in their order. */
  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    int script = UScript.INVALID_CODE;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (start >= 0 && goesOn(text, i, codePoint, script)) {
        continue;
      }
      if (start >= 0) {
        words.add(new Word(text.substring(start, i), start, i, script));
        start = -1;
      }
      if (Character.isLetter(codePoint) && UScript.getScript(codePoint) > UScript.INHERITED) {
        start = i;
        script = UScript.getScript(codePoint);
      }
    }
    if (start >= 0) {
      words.add(new Word(text.substring(start), start, text.length(), script));
    }
    return words;
  }

  /** Letters of no script in particular, marks, joiners and apostrophes between letters go on. */
  private static boolean goesOn(String text, int index, int codePoint, int script) {
    if (codePoint == '\'' || codePoint == '’') {
      return script == UScript.LATIN
          && index + 1 < text.length()
          && UScript.getScript(text.codePointAt(index + 1)) == UScript.LATIN;
    }
    if (codePoint == 0x200C || codePoint == 0x200D) {
      return true;
    }
    if (!Character.isLetter(codePoint) && !isMark(codePoint)) {
      return false;
    }
    int own = UScript.getScript(codePoint);
    return own == script || own <= UScript.INHERITED || isKana(own) && isKana(script);
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isKana(int script) {
    return script == UScript.HIRAGANA || script == UScript.KATAKANA;
  }

  /** Its letters without marks. */
  int letters() {
    return (int) text.codePoints().filter(Character::isLetter).count();
  }

  /** Whether it begins with a capital letter. */
  boolean isCapitalized() {
    return UCharacter.isUpperCase(text.codePointAt(0))
        || UCharacter.isTitleCase(text.codePointAt(0));
  }

  /** Whether it has a capital letter behind its first, as acronyms and many brands do. */
  boolean hasInnerCapital() {
    return text.codePoints().skip(1).anyMatch(Character::isUpperCase);
  }

  /** As word lists have it: in small letters, and without what follows an apostrophe. */
  String lexical() {
    String small = UCharacter.toLowerCase(text);
    for (int i = 0; i < small.length(); i++) {
      if (small.charAt(i) == '\'' || small.charAt(i) == '’') {
        return small.substring(0, i);
      }
    }
    return small;
  }
}
