package dev.glossa.text;

import java.util.List;

/**
 * Splits a text into words and punctuation marks, in order and without white space between them.
 * Implementations are immutable and shared by all threads.
 */
@FunctionalInterface
public interface WordSplitter {

  /** The tokens of the text. */
  List<String> split(String text);

  /** Word segments of ICU for every language: Unicode's rules, and dictionaries where needed. */
  static WordSplitter icu(String language) {
    return new IcuWords(language, false);
  }

  /** Only the words among ICU's segments: those with rule status 100 or more. */
  static WordSplitter icuWordsOnly(String language) {
    return new IcuWords(language, true);
  }
}
