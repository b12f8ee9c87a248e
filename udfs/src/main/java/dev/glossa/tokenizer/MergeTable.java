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

  /** What {@link #merge} gives for symbols that do not merge: the last of all ranks. */
  static final long NO_MERGE = (long) Integer.MAX_VALUE << 32;

  private static final int SYMBOL = 0x3FFF_FFFF;
  private static final int HAS_LEFT_NEIGHBOUR = 1 << 30;
  private static final int HAS_RIGHT_NEIGHBOUR = 1 << 31;

  /** For each character its symbol plus one, or 0, and whether any piece has neighbours of it. */
  private final int[] bmp;

  private final Int2IntOpenHashMap supplementary;
  private final int pieceCount;

  /** Pairs and what becomes of them, by turns. */
  private final long[] merges;

  private final int mask;
  private final LongOpenHashSet neighbours;
  private final boolean cutsBeforeSpaces;

  private MergeTable(Builder builder) {
    this.bmp = builder.bmp;
    this.supplementary = builder.supplementary;
    this.pieceCount = builder.pieceCount;
    int capacity = Integer.highestOneBit(Math.max(16, builder.size * 2 - 1)) << 1;
    this.merges = new long[capacity * 2];
    this.mask = capacity - 1;
    for (int i = 0; i < capacity; i++) {
      merges[2 * i] = -1;
    }
    for (int i = 0; i < builder.size; i++) {
      put(builder.pairs[i], builder.merges[i]);
    }
    this.neighbours = builder.neighbours;
    this.cutsBeforeSpaces = builder.cutsBeforeSpaces;
  }

  /** What is known of a character, for {@link #symbolOf} and {@link #cutsBetween}. */
  int character(int codePoint) {
    return codePoint < bmp.length ? bmp[codePoint] : supplementary.get(codePoint);
  }

  /** The symbol of a character, or {@link #NONE} if no piece has the character. */
  static int symbolOf(int character) {
    return (character & SYMBOL) - 1;
  }

  /** The symbol of a code point, or {@link #NONE} if no piece has the character. */
  int symbol(int codePoint) {
    return symbolOf(character(codePoint));
  }

  /** Whether a symbol is a piece, so that it may stand in the result. */
  boolean isPiece(int symbol) {
    return symbol >= 0 && symbol < pieceCount;
  }

  /**
   * How two symbols merge: {@code rank << 32 | result}, where the smaller rank comes earlier, or
   * {@link #NO_MERGE}.
   */
  long merge(int left, int right) {
    if ((left | right) < 0) {
      return NO_MERGE;
    }
    long pair = pair(left, right);
    for (int slot = slot(pair); ; slot = slot + 1 & mask) {
      long found = merges[2 * slot];
      if (found == pair) {
        return merges[2 * slot + 1];
      }
      if (found == -1) {
        return NO_MERGE;
      }
    }
  }

  /** Whether U+2581 after another character is always a safe cut. */
  boolean cutsBeforeSpaces() {
    return cutsBeforeSpaces;
  }

  /** Whether the text can be cut between two code points, of which {@link #character} is known. */
  boolean cutsBetween(int left, int leftCharacter, int right, int rightCharacter) {
    return (leftCharacter & HAS_RIGHT_NEIGHBOUR) == 0
        || (rightCharacter & HAS_LEFT_NEIGHBOUR) == 0
        || !neighbours.contains(pair(left, right));
  }

  private void put(long pair, long merge) {
    int slot = slot(pair);
    while (merges[2 * slot] != -1 && merges[2 * slot] != pair) {
      slot = slot + 1 & mask;
    }
    merges[2 * slot] = pair;
    merges[2 * slot + 1] = merge;
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
    private final int[] bmp = new int[0x10000];
    private final Int2IntOpenHashMap supplementary = new Int2IntOpenHashMap();
    private final LongOpenHashSet neighbours = new LongOpenHashSet();
    private boolean cutsBeforeSpaces = true;
    private int nextSymbol;
    private long[] pairs = new long[1024];
    private long[] merges = new long[1024];
    private int size;

    Builder(int pieceCount) {
      this.pieceCount = pieceCount;
      this.nextSymbol = pieceCount;
    }

    /** A piece of one character. */
    void character(int codePoint, int id) {
      set(codePoint, get(codePoint) & ~SYMBOL | id + 1);
    }

    private int get(int codePoint) {
      return codePoint < bmp.length ? bmp[codePoint] : supplementary.get(codePoint);
    }

    private void set(int codePoint, int character) {
      if (codePoint < bmp.length) {
        bmp[codePoint] = character;
      } else {
        supplementary.put(codePoint, character);
      }
    }

    /** The symbol of a character that occurs within a piece. */
    int characterWithin(int codePoint) {
      int known = symbolOf(get(codePoint));
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
        set(left, get(left) | HAS_RIGHT_NEIGHBOUR);
        set(right, get(right) | HAS_LEFT_NEIGHBOUR);
        cutsBeforeSpaces &= right != Utf8.SPACE || left == Utf8.SPACE;
        left = right;
        i += Character.charCount(right);
      }
    }

    void merge(int left, int right, int rank, int result) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, size * 2);
        merges = Arrays.copyOf(merges, size * 2);
      }
      pairs[size] = pair(left, right);
      merges[size++] = (long) rank << 32 | result;
    }

    MergeTable build() {
      return new MergeTable(this);
    }
  }
}
