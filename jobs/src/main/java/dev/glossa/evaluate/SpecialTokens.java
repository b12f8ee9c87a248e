package dev.glossa.evaluate;

import dev.glossa.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A text in which begin and end tokens are written out, as a chat template writes them. The text
 * between two of them is encoded in one piece.
 */
final class SpecialTokens {
  private SpecialTokens() {}

  static int[] encode(Tokenizer tokenizer, String text) {
    int[] special =
        IntStream.of(tokenizer.bosId(), tokenizer.eosId()).filter(id -> id >= 0).toArray();
    boolean known =
        Arrays.stream(special)
            .allMatch(id -> Arrays.equals(tokenizer.encode(tokenizer.piece(id)), new int[] {id}));
    return known ? tokenizer.encode(text) : split(tokenizer, text, special);
  }

  /** For tokenizers to which a written special token is a text like others. */
  private static int[] split(Tokenizer tokenizer, String text, int[] special) {
    IntStream.Builder ids = IntStream.builder();
    int start = 0;
    while (start < text.length()) {
      int end = text.length();
      int next = -1;
      for (int id : special) {
        int at = text.indexOf(tokenizer.piece(id), start);
        if (at >= 0 && at < end) {
          end = at;
          next = id;
        }
      }
      if (end > start) {
        Arrays.stream(tokenizer.encode(text.substring(start, end))).forEach(ids::add);
      }
      if (next < 0) {
        break;
      }
      ids.add(next);
      start = end + tokenizer.piece(next).length();
    }
    return ids.build().toArray();
  }
}
