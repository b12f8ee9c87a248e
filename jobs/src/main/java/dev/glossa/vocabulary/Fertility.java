package dev.glossa.vocabulary;

/**
 * How much text a token carries.
 *
 * @param tokens tokens of the text
 * @param words its words, by ICU's segmentation
 * @param bytes its bytes in UTF-8
 */
public record Fertility(long tokens, long words, long bytes) {

  public double tokensPerWord() {
    return (double) tokens / Math.max(1, words);
  }

  public double bytesPerToken() {
    return (double) bytes / Math.max(1, tokens);
  }
}
