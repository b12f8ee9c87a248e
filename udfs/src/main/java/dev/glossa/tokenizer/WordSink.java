package dev.glossa.tokenizer;

/** Takes counted words. */
@FunctionalInterface
public interface WordSink {

  /** A word in UTF-8, {@code bytes[from, to)}, that occurs {@code count} times. */
  void add(byte[] bytes, int from, int to, long count);
}
