package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/**
 * The merges of a BPE vocabulary as numbers: from two neighbouring symbols to the rank of their
 * merge and the symbol that results. Symbols are ids of pieces and, above them, characters that are
 * no pieces themselves but occur within pieces.
 *
 * <p>It also knows where a text can be cut without any effect on the result: between two characters
 * that stand side by side in no merged piece, since no merge can cross there.
 */
final class MergeTable {

  static final int NONE = -1;

  private final int[] symbolOfBmp;
  private final Int2IntOpenHashMap symbolOfSupplementary;
  private final int pieceCount;

  private final long[] pairs;
  private final int[] ranks;
  private final int[] results;
  private final int mask;

  private final LongOpenHashSet neighbours;
  private final boolean cutsBeforeSpaces;

  private MergeTable(Builder builder) {
    this.symbolOfBmp = builder.symbolOfBmp;
    this.symbolOfSupplementary = builder.symbolOfSupplementary;
    this.pieceCount = builder.pieceCount;
    int capacity = Integer.highestOneBit(Math.max(16, builder.size * 2 - 1)) << 1;
    this.pairs = new long[capacity];
    this.ranks = new int[capacity];
    this.results = new int[capacity];
    this.mask = capacity - 1;
    Arrays.fill(pairs, -1);
    for (int i = 0; i < builder.size; i++) {
      put(builder.pairs[i], builder.ranks[i], builder.results[i]);
    }
    this.neighbours = builder.neighbours;
    this.cutsBeforeSpaces = builder.cutsBeforeSpaces;
  }

  /** The symbol of a character, or {@link #NONE} if no piece has the character. */
  int symbol(int codePoint) {
    return codePoint < symbolOfBmp.length
        ? symbolOfBmp[codePoint]
        : symbolOfSupplementary.get(codePoint);
  }

  /** Whether a symbol is a piece, so that it may stand in the result. */
  boolean isPiece(int symbol) {
    return symbol >= 0 && symbol < pieceCount;
  }

  /** The place of the merge of two symbols, or {@link #NONE}. */
  int find(int left, int right) {
    if ((left | right) < 0) {
      return NONE;
    }
    long pair = pair(left, right);
    for (int slot = slot(pair); pairs[slot] != -1; slot = slot + 1 & mask) {
      if (pairs[slot] == pair) {
        return slot;
      }
    }
    return NONE;
  }

  /** Smaller is merged earlier. */
  int rank(int place) {
    return ranks[place];
  }

  int result(int place) {
    return results[place];
  }

  /** Whether U+2581 after another character is always a safe cut. */
  boolean cutsBeforeSpaces() {
    return cutsBeforeSpaces;
  }

  /** Whether the text can be cut between two characters. */
  boolean cutsBetween(int left, int right) {
    return !neighbours.contains(pair(left, right));
  }

  private void put(long pair, int rank, int result) {
    int slot = slot(pair);
    while (pairs[slot] != -1 && pairs[slot] != pair) {
      slot = slot + 1 & mask;
    }
    pairs[slot] = pair;
    ranks[slot] = rank;
    results[slot] = result;
  }

  private int slot(long pair) {
    long h = pair * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 40) & mask;
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Collects the merges of a vocabulary of {@code pieceCount} pieces. */
  static final class Builder {
    private final int pieceCount;
    private final int[] symbolOfBmp = new int[0x10000];
    private final Int2IntOpenHashMap symbolOfSupplementary = new Int2IntOpenHashMap();
    private final LongOpenHashSet neighbours = new LongOpenHashSet();
    private boolean cutsBeforeSpaces = true;
    private int nextSymbol;
    private long[] pairs = new long[1024];
    private int[] ranks = new int[1024];
    private int[] results = new int[1024];
    private int size;

    Builder(int pieceCount) {
      this.pieceCount = pieceCount;
      this.nextSymbol = pieceCount;
      Arrays.fill(symbolOfBmp, NONE);
      symbolOfSupplementary.defaultReturnValue(NONE);
    }

    /** A piece of one character. */
    void character(int codePoint, int id) {
      if (codePoint < symbolOfBmp.length) {
        symbolOfBmp[codePoint] = id;
      } else {
        symbolOfSupplementary.put(codePoint, id);
      }
    }

    /** The symbol of a character that occurs within a piece. */
    int characterWithin(int codePoint) {
      int known =
          codePoint < symbolOfBmp.length
              ? symbolOfBmp[codePoint]
              : symbolOfSupplementary.get(codePoint);
      if (known != NONE) {
        return known;
      }
      character(codePoint, nextSymbol);
      return nextSymbol++;
    }

    /** A piece that merges can make: its inner boundaries are no safe cuts. */
    void piece(String text) {
      int left = text.codePointAt(0);
      for (int i = Character.charCount(left); i < text.length(); ) {
        int right = text.codePointAt(i);
        neighbours.add(pair(left, right));
        cutsBeforeSpaces &= right != Utf8.SPACE || left == Utf8.SPACE;
        left = right;
        i += Character.charCount(right);
      }
    }

    void merge(int left, int right, int rank, int result) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, size * 2);
        ranks = Arrays.copyOf(ranks, size * 2);
        results = Arrays.copyOf(results, size * 2);
      }
      pairs[size] = pair(left, right);
      ranks[size] = rank;
      results[size++] = result;
    }

    MergeTable build() {
      return new MergeTable(this);
    }
  }
}
