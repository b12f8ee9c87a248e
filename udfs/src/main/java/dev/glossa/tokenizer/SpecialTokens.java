package dev.glossa.tokenizer;

import java.util.Map;

/** Finds the names of special tokens in a text: the leftmost first, there the longest. */
final class SpecialTokens {

  /** Takes the bounds of a stretch of text between special tokens. */
  interface TextConsumer {
    void accept(int from, int to);
  }

  /** Takes the id of a special token and its bounds. */
  interface TokenConsumer {
    void accept(int id, int from, int to);
  }

  private final PrefixMatcher tokens;

  SpecialTokens(Map<String, Integer> tokens) {
    this.tokens = PrefixMatcher.of(tokens);
  }

  /** Hands over the stretches of text, none of them empty, and the tokens, in order. */
  void split(byte[] text, int from, int to, TextConsumer stretches, TokenConsumer specials) {
    int start = from;
    int at = from;
    while (at < to) {
      long match = tokens.longestMatch(text, at, to);
      if (match < 0) {
        at++;
        continue;
      }
      if (start < at) {
        stretches.accept(start, at);
      }
      start = at + (int) match;
      specials.accept((int) (match >>> 32), at, start);
      at = start;
    }
    if (start < to) {
      stretches.accept(start, to);
    }
  }
}
