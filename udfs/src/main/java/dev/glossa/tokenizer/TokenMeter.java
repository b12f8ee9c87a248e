package dev.glossa.tokenizer;

import dev.glossa.tokenizer.Tokenizer.Token;
import java.util.BitSet;
import java.util.List;

/** Counts what a tokenizer makes of text. Immutable. */
public final class TokenMeter {

  private final Tokenizer tokenizer;
  private final BitSet bytePieces = new BitSet();
  private final BitSet textPieces = new BitSet();

  public TokenMeter(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    textPieces.set(0, tokenizer.vocabularySize());
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      if (BytePieces.valueOf(tokenizer.piece(id)) >= 0) {
        bytePieces.set(id);
      }
    }
    textPieces.andNot(bytePieces);
    for (int id :
        new int[] {tokenizer.unkId(), tokenizer.bosId(), tokenizer.eosId(), tokenizer.padId()}) {
      if (id >= 0) {
        textPieces.clear(id);
      }
    }
  }

  /** The ids of the pieces that stand for text: neither bytes nor unknown, begin, end, padding. */
  public BitSet textPieces() {
    return (BitSet) textPieces.clone();
  }

  /**
   * Adds a text to counts.
   *
   * <p>A word is whole if one token stands for it and for nothing else but white space around it;
   * bytes and the unknown piece keep nothing whole.
   *
   * @param words start and end of each of the text's words in turn, ascending
   */
  public void add(String text, int[] words, TokenCounts counts) {
    List<Token> tokens = tokenizer.tokens(text);
    for (Token token : tokens) {
      counts.addToken(token.id(), bytePieces.get(token.id()));
    }
    int[] starts = new int[tokens.size()];
    int[] ends = new int[tokens.size()];
    charOffsets(text, tokens, starts, ends);
    int at = 0;
    for (int word = 0; word < words.length; word += 2) {
      int start = words[word];
      int end = words[word + 1];
      while (at < ends.length && ends[at] <= start) {
        at++;
      }
      if (at < ends.length
          && textPieces.get(tokens.get(at).id())
          && ends[at] >= end
          && (at + 1 == starts.length || starts[at + 1] >= end)
          && isBlank(text, starts[at], start)
          && isBlank(text, end, ends[at])) {
        counts.addWholeWord();
      }
    }
  }

  /** The tokens' offsets, which are in code points, in chars of Java. */
  private static void charOffsets(String text, List<Token> tokens, int[] starts, int[] ends) {
    int codePoints = 0;
    int chars = 0;
    for (int i = 0; i < starts.length; i++) {
      Token token = tokens.get(i);
      chars = text.offsetByCodePoints(chars, token.charStart() - codePoints);
      codePoints = token.charStart();
      starts[i] = chars;
      ends[i] = text.offsetByCodePoints(chars, token.charEnd() - token.charStart());
    }
  }

  private static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '\u00A0') {
        return false;
      }
    }
    return true;
  }
}
