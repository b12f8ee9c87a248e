package dev.glossa.switching;

import com.ibm.icu.lang.UScript;
import java.util.List;

/**
 * A part of an answer that is in another language.
 *
 * @param start index of its first character (UTF-16) in the answer
 * @param end index behind its last character
 * @param language ISO 639-1 code, or where only the script is sure its ISO 15924 code, such as Cyrl
 * @param kind how much of it there is
 */
public record SwitchedSpan(int start, int end, String language, Kind kind) {

  /** How much is in the other language. */
  public enum Kind {
    /** A single word. */
    WORD,
    /** Two to five words. */
    PHRASE,
    /** Six words or more. */
    SENTENCE;

    private static final int MOST_OF_PHRASE = 5;

    /** In scripts without spaces two letters count as a word. */
    private static final int LETTERS_OF_WORD = 2;

    private static Kind of(List<Word> words) {
      int count = 0;
      for (Word word : words) {
        count +=
            UScript.breaksBetweenLetters(word.script())
                ? (word.letters() + 1) / LETTERS_OF_WORD
                : 1;
      }
      return count == 1 ? WORD : count <= MOST_OF_PHRASE ? PHRASE : SENTENCE;
    }
  }

  /** The part from the first to the last of the words. */
  static SwitchedSpan of(List<Word> words, String language) {
    return new SwitchedSpan(
        words.get(0).start(), words.get(words.size() - 1).end(), language, Kind.of(words));
  }

  /** The part of the answer. */
  public String in(String answer) {
    return answer.substring(start, end);
  }
}
