package dev.glossa.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BPE at speed, with the result of {@link PlainBpe}. Words are remembered ({@link WordCache}, one
 * for each thread that works), and merging works on numbers ({@link Merger}).
 *
 * <p>The text is cut where no merge can cross, since a merge makes a piece: before spaces, if no
 * piece has one after another character, and in long words between characters that no piece holds
 * side by side. A cut at spaces needs no decoding, so that text whose normalization only replaces
 * spaces and malformed bytes is read as it is.
 */
final class FastBpe implements Segmenter {

  /**
   * Lead bytes of the characters from U+3000 up. Words that begin with them belong to scripts that
   * put few spaces, so seldom come again, and mostly fall apart into single characters.
   */
  private static final int FEW_SPACES = 0xE3;

  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MergeTable merges;
  private final UnknownPieces unknown;
  private final PrefixMatcher userDefined;
  private final boolean escapesSpaces;
  private final int space;
  private final boolean fusesUnknown;
  private final WorkPool<Work> works = new WorkPool<>(Work::new);

  /** An encoder of normalized text. */
  FastBpe(MergeTable merges, UnknownPieces unknown, PrefixMatcher userDefined) {
    this(merges, unknown, userDefined, false);
  }

  /**
   * @param userDefined pieces that are taken whole wherever they occur, with their ids, or null
   * @param escapesSpaces whether the text is taken as it is: a space for U+2581, a malformed byte
   *     for U+FFFD
   */
  FastBpe(
      MergeTable merges, UnknownPieces unknown, PrefixMatcher userDefined, boolean escapesSpaces) {
    this.merges = merges;
    this.unknown = unknown;
    this.userDefined = userDefined;
    this.escapesSpaces = escapesSpaces;
    this.fusesUnknown = unknown.fusesRuns();
    this.space = merges.character(Utf8.SPACE);
  }

  /** The encoder of a SentencePiece model without UNUSED pieces. */
  static FastBpe of(SentencePieceModel model, boolean escapesSpaces) {
    Map<String, Integer> userDefined = new HashMap<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      if (model.pieces().get(id).type() == PieceType.USER_DEFINED) {
        userDefined.put(model.pieces().get(id).text(), id);
      }
    }
    return new FastBpe(
        ScoredMerges.of(model.pieces()),
        UnknownPieces.of(model.pieces(), model.trainerSpec().symbols().byteFallback()),
        userDefined.isEmpty() ? null : PrefixMatcher.of(userDefined),
        escapesSpaces);
  }

  /** What one thread needs while it encodes. */
  private final class Work {
    private final WordCache cache = new WordCache();
    private final Merger merger = new Merger(merges, escapesSpaces);
    private final byte[] character = new byte[4];
    private final IdArray out = new IdArray();
    private int start;
  }

  /**
   * The ids of {@code text[from, to)}.
   *
   * @param afterSpace whether U+2581 is put before the text, if there is any
   */
  int[] encode(byte[] text, int from, int to, boolean afterSpace) {
    Work work = works.take();
    IdArray own = work.out;
    own.clear();
    encode(text, from, to, afterSpace, own, work);
    int[] ids = own.toArray();
    own.trim();
    works.giveBack(work);
    return ids;
  }

  /** Appends the ids of {@code text[from, to)}; as {@link #encode(byte[], int, int, boolean)}. */
  void encode(byte[] text, int from, int to, boolean afterSpace, IdArray out) {
    Work work = works.take();
    encode(text, from, to, afterSpace, out, work);
    works.giveBack(work);
  }

  @Override
  public void segment(byte[] text, int from, int to, IdArray out) {
    encode(text, from, to, false, out);
  }

  @Override
  public List<Segment> segments(byte[] text, int from, int to) {
    Merger merger = new Merger(merges, escapesSpaces);
    List<Segment> segments = new ArrayList<>();
    split(
        text,
        from,
        to,
        (start, end) -> {
          int size = merger.merge(text, start, end, false);
          for (int i = 0; i < size; i++) {
            int symbol = merger.symbol(i);
            segments.add(new Segment(merges.isPiece(symbol) ? symbol : -1, merger.end(i)));
          }
        },
        (id, end) -> segments.add(new Segment(id, end)));
    return segments;
  }

  private void encode(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    if (from == to) {
      return;
    }
    work.start = out.size;
    if (userDefined == null) {
      words(text, from, to, afterSpace, out, work);
    } else {
      split(
          text,
          from,
          to,
          (start, end) -> words(text, start, end, afterSpace && start == from, out, work),
          (id, end) -> out.add(id));
    }
    work.merger.trim();
  }

  private interface PairConsumer {
    void accept(int first, int second);
  }

  /** Hands over the stretches without user-defined pieces, and those pieces with their ends. */
  private void split(byte[] text, int from, int to, PairConsumer stretches, PairConsumer pieces) {
    int done = from;
    if (userDefined != null) {
      for (int at = from; at < to; ) {
        long match = userDefined.longestMatch(text, at, to);
        if (match < 0) {
          at += Utf8.decode(text, at, to) & 7;
        } else {
          stretches.accept(done, at);
          at += (int) match;
          pieces.accept((int) (match >>> 32), at);
          done = at;
        }
      }
    }
    stretches.accept(done, to);
  }

  /** Cuts before spaces that follow another character; the first of them is left out of a word. */
  private void words(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    if (!escapesSpaces || !merges.cutsBeforeSpaces()) {
      word(text, from, to, afterSpace, out, work);
      return;
    }
    boolean isAfterSpace = afterSpace;
    int start = from;
    if (!afterSpace && from < to && text[from] == ' ') {
      isAfterSpace = true;
      start++;
    }
    int end = start - 1;
    while (end < to) {
      start = end + 1;
      end = shortWord(text, start, to, isAfterSpace, out, work);
      if (end < 0) {
        end = endOfWord(text, start, to);
        word(text, start, end, isAfterSpace, out, work);
      }
      isAfterSpace = true;
    }
  }

  /**
   * Appends the ids of the word that starts here, and returns its end, if it is a known one of 1 to
   * 15 bytes; else returns -1.
   */
  private int shortWord(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    if (from > to - 16 || fusesUnknown) {
      return -1;
    }
    long k0 = (long) LONGS.get(text, from);
    long k1 = 0;
    int length;
    long found = spaces(k0);
    if (found != 0) {
      length = Long.numberOfTrailingZeros(found) >>> 3;
      k0 &= (1L << 8 * length) - 1;
    } else {
      k1 = (long) LONGS.get(text, from + 8);
      found = spaces(k1);
      if (found == 0) {
        return -1;
      }
      int more = Long.numberOfTrailingZeros(found) >>> 3;
      k1 &= (1L << 8 * more) - 1;
      length = 8 + more;
    }
    int end = from + length;
    if (length == 0 || (k0 & 0xFF) >= FEW_SPACES || length >= 3 && isSpace(text, end - 3)) {
      return -1;
    }
    int place = work.cache.find(k0, k1 | WordCache.shortKey(length, afterSpace));
    if (place < 0) {
      return -1;
    }
    work.cache.append(place, out);
    return end;
  }

  /** Has the high bit of the first byte that is a space, and none below it. */
  private static long spaces(long bytes) {
    long zeros = bytes ^ SPACES;
    return zeros - ONES & ~zeros & HIGH_BITS;
  }

  /** Where the next space follows another character. */
  private static int endOfWord(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] == ' ') {
      at++;
    }
    int end = nextSpace(text, at, to);
    // U+2581 itself and the spaces after it are one run.
    while (end < to && end - from >= 3 && isSpace(text, end - 3)) {
      at = end;
      while (at < to && text[at] == ' ') {
        at++;
      }
      end = nextSpace(text, at, to);
    }
    return end;
  }

  private static int nextSpace(byte[] text, int from, int to) {
    int at = from;
    for (; at + 8 <= text.length; at += 8) {
      long found = spaces((long) LONGS.get(text, at));
      if (found != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
      }
      if (at >= to) {
        return to;
      }
    }
    while (at < to && text[at] != ' ') {
      at++;
    }
    return Math.min(at, to);
  }

  private static boolean isSpace(byte[] text, int at) {
    return text[at + 2] == (byte) 0x81 && text[at + 1] == (byte) 0x96 && text[at] == (byte) 0xE2;
  }

  private void word(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    boolean isSeldom = from < to && (text[from] & 0xFF) >= FEW_SPACES;
    if (isSeldom || to - from > WordCache.MAX_WORD_BYTES) {
      parts(text, from, to, afterSpace, out, work);
    } else if (from < to || afterSpace) {
      part(text, from, to, afterSpace, out, work);
    }
  }

  /** Cuts between characters that no piece holds side by side. */
  private void parts(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    int start = from;
    int symbols = afterSpace ? 1 : 0;
    boolean isAfterSpace = afterSpace;
    int left = Utf8.SPACE;
    int leftCharacter = space;
    for (int at = from; at < to; ) {
      int decoded = Utf8.decode(text, at, to);
      int right = decoded >>> 3;
      if (escapesSpaces && right == ' ') {
        right = Utf8.SPACE;
      }
      int rightCharacter = merges.character(right);
      if (symbols > 0 && merges.cutsBetween(left, leftCharacter, right, rightCharacter)) {
        if (symbols == 1) {
          single(left, MergeTable.symbolOf(leftCharacter), out, work);
        } else {
          part(text, start, at, isAfterSpace, out, work);
        }
        symbols = 0;
        start = at;
        isAfterSpace = false;
      }
      symbols++;
      left = right;
      leftCharacter = rightCharacter;
      at += decoded & 7;
    }
    if (symbols == 1) {
      single(left, MergeTable.symbolOf(leftCharacter), out, work);
    } else if (symbols > 1) {
      part(text, start, to, isAfterSpace, out, work);
    }
  }

  /** A word or part that is not cut. */
  private void part(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    int begin = out.size;
    int length = to - from;
    if (length > WordCache.MAX_WORD_BYTES) {
      merge(text, from, to, afterSpace, out, work);
    } else {
      WordCache cache = work.cache;
      int place = cache.find(text, from, length, afterSpace);
      if (place >= 0) {
        cache.append(place, out);
      } else {
        merge(text, from, to, afterSpace, out, work);
        cache.put(text, from, length, out, begin);
      }
    }
    if (fusesUnknown) {
      fuse(begin, out, work);
    }
  }

  /** A run of unknown text is one piece across words, too. */
  private void fuse(int begin, IdArray out, Work work) {
    int id = unknown.unknownId();
    if (begin > work.start
        && begin < out.size
        && out.ids[begin] == id
        && out.ids[begin - 1] == id) {
      out.size--;
      System.arraycopy(out.ids, begin + 1, out.ids, begin, out.size - begin);
    }
  }

  private void merge(byte[] text, int from, int to, boolean afterSpace, IdArray out, Work work) {
    Merger merger = work.merger;
    int size = merger.merge(text, from, to, afterSpace);
    int begin = out.size;
    for (int i = 0; i < size; i++) {
      int symbol = merger.symbol(i);
      if (merges.isPiece(symbol)) {
        out.add(symbol);
      } else {
        int at = merger.start(i);
        boolean isSpaceBefore = at == merger.end(i);
        addUnknown(isSpaceBefore ? Utf8.SPACE : codePoint(text, at, to), out, begin, work);
      }
    }
  }

  private int codePoint(byte[] text, int at, int to) {
    int codePoint = Utf8.decode(text, at, to) >>> 3;
    return escapesSpaces && codePoint == ' ' ? Utf8.SPACE : codePoint;
  }

  private void single(int codePoint, int symbol, IdArray out, Work work) {
    if (merges.isPiece(symbol)) {
      out.add(symbol);
    } else {
      addUnknown(codePoint, out, work.start, work);
    }
  }

  private void addUnknown(int codePoint, IdArray out, int start, Work work) {
    int length = Utf8.put(work.character, 0, codePoint);
    unknown.add(work.character, 0, length, out, start);
  }
}
