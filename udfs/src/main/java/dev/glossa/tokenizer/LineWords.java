package dev.glossa.tokenizer;

import java.util.List;

/** Cuts lines into the words that a vocabulary encodes, or is trained on, one by one. */
public interface LineWords {

  /** The words of a line. */
  List<String> words(String line);

  /**
   * Hands on the words of a document in UTF-8: of each of its lines, without U+000D.
   *
   * @param count how often the document, and so each of its words, occurs
   */
  default void splitDocument(String text, long count, WordSink words) {
    for (String line : text.replace("\r", "").split("\n")) {
      words(line).forEach(word -> new WordCount(word, count).addTo(words));
    }
  }
}
