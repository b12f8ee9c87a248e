package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Cuts words into the characters of an alphabet, and where no piece can ever reach across. The
 * number of a character's symbol is its rank in the alphabet.
 */
final class CharacterSegments implements WordSink {

  private static final int MAX_CODE_POINT = 0x10FFFF;

  private final SymbolTable symbols;
  private final SegmentTable segments;
  private final int[] symbolOf = new int[MAX_CODE_POINT + 1];
  private int[] segment = new int[1 << 8];

  CharacterSegments(SymbolTable symbols, int[] alphabet, SegmentTable segments) {
    this.symbols = symbols;
    this.segments = segments;
    Arrays.fill(symbolOf, SegmentTable.BARRIER);
    for (int rank = 0; rank < alphabet.length; rank++) {
      if (symbols.isUsable(rank)) {
        symbolOf[alphabet[rank]] = rank;
      }
    }
  }

  @Override
  public void add(byte[] word, int from, int to, long count) {
    if (segment.length < to - from) {
      segment = new int[(to - from) * 2];
    }
    int size = 0;
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(word, at, to);
      at += decoded & 7;
      int symbol = symbolOf[decoded >>> 3];
      if (symbol < 0 || size > 0 && symbols.isCut(segment[size - 1], symbol)) {
        segments.add(segment, 0, size, count);
        size = 0;
      }
      if (symbol >= 0) {
        segment[size++] = symbol;
      }
    }
    segments.add(segment, 0, size, count);
  }
}
