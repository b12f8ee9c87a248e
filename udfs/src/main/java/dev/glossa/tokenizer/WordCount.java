package dev.glossa.tokenizer;

/** A word, as {@link SentenceRules} makes it, and how often it occurs. */
public record WordCount(String word, long count) {

  /** Hands the word to something as UTF-8. */
  void addTo(WordSink sink) {
    byte[] utf8 = Utf8.encode(word);
    sink.add(utf8, 0, utf8.length, count);
  }
}
