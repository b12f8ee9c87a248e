package dev.glossa.tokenizer;

import dev.glossa.tokenizer.Tokenizer.Token;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one text, which it finds the offsets in characters for. */
final class TokenList {

  private final int[] characters;
  private final List<Token> tokens = new ArrayList<>();

  /**
   * @param utf8 the text, well-formed
   */
  TokenList(byte[] utf8) {
    characters = new int[utf8.length + 1];
    int count = 0;
    for (int at = 0; at < utf8.length; count++) {
      int end = at + (Utf8.decode(utf8, at, utf8.length) & 7);
      while (at < end) {
        characters[at++] = count;
      }
    }
    characters[utf8.length] = count;
  }

  /** Appends a token of the bytes {@code [start, end)}, which are whole characters. */
  void add(int id, String piece, int start, int end) {
    tokens.add(new Token(id, piece, start, end, characters[start], characters[end]));
  }

  /** Makes the last token longer. */
  void extend(String piece, int end) {
    Token last = tokens.remove(tokens.size() - 1);
    add(last.id(), last.piece() + piece, last.byteStart(), end);
  }

  List<Token> tokens() {
    return tokens;
  }
}
