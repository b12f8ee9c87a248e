package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.Int2LongMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.io.Serializable;
import java.util.BitSet;

/**
 * What a tokenizer made of text: tokens, and how often each piece was used. Integers, so that no
 * order of adding matters. A sum, to be grown by one thread.
 */
public final class TokenCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Int2LongOpenHashMap pieces = new Int2LongOpenHashMap();
  private long tokens;
  private long byteTokens;
  private long wholeWords;

  void addToken(int id, boolean isByte) {
    pieces.addTo(id, 1);
    tokens++;
    byteTokens += isByte ? 1 : 0;
  }

  void addWholeWord() {
    wholeWords++;
  }

  /** Adds what was counted elsewhere. */
  public void add(TokenCounts other) {
    for (Int2LongMap.Entry piece : other.pieces.int2LongEntrySet()) {
      pieces.addTo(piece.getIntKey(), piece.getLongValue());
    }
    tokens += other.tokens;
    byteTokens += other.byteTokens;
    wholeWords += other.wholeWords;
  }

  public long tokens() {
    return tokens;
  }

  /** Tokens that are pieces for single bytes. */
  public long byteTokens() {
    return byteTokens;
  }

  /** Words that are one token. */
  public long wholeWords() {
    return wholeWords;
  }

  /** The ids of the pieces that occur. */
  public BitSet usedIds() {
    BitSet used = new BitSet();
    pieces.keySet().forEach(used::set);
    return used;
  }

  /** See {@link RenyiEfficiency#of}. */
  public double renyiEfficiency(int vocabularySize) {
    return RenyiEfficiency.of(pieces.values().toLongArray(), vocabularySize, RenyiEfficiency.ALPHA);
  }
}
