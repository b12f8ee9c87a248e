package dev.glossa.tokenizer;

import com.ibm.icu.text.UnicodeSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the added tokens of a tokenizer.json in a text: the leftmost first, there the longest.
 * Source: added_vocabulary.rs of Hugging Face's tokenizers.
 */
final class AddedTokens {

  /**
   * A token that is taken whole wherever it stands.
   *
   * @param isSingleWord only where no letter, mark or digit is at its side
   * @param stripsLeft white space before it is part of it
   * @param stripsRight white space after it is part of it
   * @param isNormalized whether it is looked for in normalized text
   * @param isSpecial whether it is left out when ids are decoded
   */
  record AddedToken(
      int id,
      String content,
      boolean isSingleWord,
      boolean stripsLeft,
      boolean stripsRight,
      boolean isNormalized,
      boolean isSpecial) {}

  /** Takes a token and the text that it takes: {@code [from, to)}. */
  interface TokenConsumer {
    void accept(AddedToken token, int from, int to);
  }

  /** Takes the text between tokens. */
  interface TextConsumer {
    void accept(int from, int to);
  }

  private static final UnicodeSet WORD =
      new UnicodeSet("[[:Alphabetic:][:M:][:Nd:][:Pc:][:Join_Control:]]").freeze();
  private static final UnicodeSet SPACE = new UnicodeSet("[:White_Space:]").freeze();

  private final List<AddedToken> tokens;
  private final PrefixMatcher matcher;

  /**
   * @param forms tokens by the text that is looked for
   */
  AddedTokens(Map<String, AddedToken> forms) {
    this.tokens = List.copyOf(forms.values());
    Map<String, Integer> indices = new HashMap<>();
    forms.forEach((form, token) -> indices.put(form, tokens.indexOf(token)));
    this.matcher = forms.isEmpty() ? null : PrefixMatcher.of(indices);
  }

  /** Hands over the tokens, and the text between them, none of it empty, in order. */
  void split(byte[] text, int from, int to, TextConsumer between, TokenConsumer found) {
    int done = from;
    for (int at = from; at < to && matcher != null; ) {
      long match = matcher.longestMatch(text, at, to);
      if (match < 0) {
        at++;
        continue;
      }
      AddedToken token = tokens.get((int) (match >>> 32));
      int start = at;
      int end = at + (int) match;
      at = end;
      if (token.isSingleWord
          && (endsWithWord(text, from, start) || startsWithWord(text, end, to))) {
        continue;
      }
      if (token.stripsLeft) {
        start = Math.max(done, beforeSpaces(text, from, start));
      }
      if (token.stripsRight) {
        end = afterSpaces(text, end, to);
      }
      if (done < start) {
        between.accept(done, start);
      }
      found.accept(token, start, end);
      done = end;
    }
    if (done < to) {
      between.accept(done, to);
    }
  }

  private static boolean startsWithWord(byte[] text, int at, int to) {
    return at < to && WORD.contains(Utf8.decode(text, at, to) >>> 3);
  }

  private static boolean endsWithWord(byte[] text, int from, int end) {
    return end > from && WORD.contains(Utf8.decode(text, characterBefore(text, end), end) >>> 3);
  }

  private static int characterBefore(byte[] text, int end) {
    int start = end - 1;
    while ((text[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  private static int beforeSpaces(byte[] text, int from, int end) {
    int at = end;
    while (at > from) {
      int start = characterBefore(text, at);
      if (!SPACE.contains(Utf8.decode(text, start, at) >>> 3)) {
        break;
      }
      at = start;
    }
    return at;
  }

  private static int afterSpaces(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      int decoded = Utf8.decode(text, at, to);
      if (!SPACE.contains(decoded >>> 3)) {
        break;
      }
      at += decoded & 7;
    }
    return at;
  }
}
