package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * SentencePiece's unigram model: of all ways to cut a text into pieces, the one whose scores have
 * the largest sum. Sums are float32 and are added from left to right over the whole text, since
 * rounding decides between equals; so words are not remembered.
 *
 * <p>Time is linear in the text for pieces of bounded length. Source: EncodeOptimized in
 * unigram_model.cc of SentencePiece 0.2.3.
 */
final class Unigram implements Segmenter {

  private static final float UNKNOWN_PENALTY = 10;

  /** Sums beyond this are started anew, with the same differences. */
  private static final float RESET_THRESHOLD = 100_000;

  private static final int UNREACHED = -1;
  private static final int UNKNOWN = -1;

  private final ByteTrie trie;
  private final float[] scores;
  private final boolean[] userDefined;
  private final float unknownScore;
  private final UnknownPieces unknown;
  private final Queue<Paths> idle = new ConcurrentLinkedQueue<>();

  Unigram(SentencePieceModel model) {
    List<Piece> pieces = model.pieces();
    this.scores = new float[pieces.size()];
    this.userDefined = new boolean[pieces.size()];
    Map<String, Integer> strings = new HashMap<>();
    float lowest = Float.MAX_VALUE;
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      scores[id] = piece.score();
      userDefined[id] = piece.type() == PieceType.USER_DEFINED;
      if (piece.type() == PieceType.NORMAL) {
        lowest = Math.min(lowest, piece.score());
      }
      // Unused pieces are as if they were not there.
      if (piece.type() == PieceType.NORMAL || userDefined[id]) {
        strings.put(piece.text(), id);
      }
    }
    this.trie = ByteTrie.of(strings);
    this.unknownScore = lowest - UNKNOWN_PENALTY;
    this.unknown = UnknownPieces.of(pieces, model.trainerSpec().symbols().byteFallback());
  }

  /** The best way to each place of a text: where its last piece starts, and which it is. */
  private static final class Paths {
    private float[] sums = new float[1024];
    private int[] starts = new int[1024];
    private int[] ids = new int[1024];
    private int[] ends = new int[1024];

    private void prepare(int size) {
      if (sums.length < size) {
        int grown = Math.max(size, sums.length * 2);
        sums = new float[grown];
        starts = new int[grown];
        ids = new int[grown];
        ends = new int[grown];
      }
      Arrays.fill(starts, 0, size, UNREACHED);
      sums[0] = 0;
    }

    private void offer(int end, float sum, int start, int id) {
      if (starts[end] == UNREACHED || sum > sums[end]) {
        sums[end] = sum;
        starts[end] = start;
        ids[end] = id;
      }
    }

    /** The sum up to a place, after which no sum ahead of it is too large to add to exactly. */
    private float sumAt(int place, int frontier) {
      float sum = sums[place];
      if (sum >= -RESET_THRESHOLD && sum <= RESET_THRESHOLD) {
        return sum;
      }
      for (int i = place; i <= frontier; i++) {
        if (i == place || starts[i] != UNREACHED) {
          sums[i] -= sum;
        }
      }
      return 0;
    }
  }

  @Override
  public void segment(byte[] text, int from, int to, IdArray out) {
    Paths paths = takePaths();
    int first = out.size;
    int start = 0;
    for (int i = findPaths(text, from, to, paths) - 1; i >= 0; i--) {
      int end = paths.ends[i];
      if (paths.ids[end] == UNKNOWN) {
        unknown.add(text, from + start, from + end, out, first);
      } else {
        out.add(paths.ids[end]);
      }
      start = end;
    }
    idle.add(paths);
  }

  @Override
  public List<Segment> segments(byte[] text, int from, int to) {
    Paths paths = takePaths();
    List<Segment> segments = new ArrayList<>();
    for (int i = findPaths(text, from, to, paths) - 1; i >= 0; i--) {
      segments.add(new Segment(paths.ids[paths.ends[i]], from + paths.ends[i]));
    }
    idle.add(paths);
    return segments;
  }

  private Paths takePaths() {
    Paths paths = idle.poll();
    return paths == null ? new Paths() : paths;
  }

  /** Finds the best way to the end; {@code paths.ends} gets its pieces' ends, the last first. */
  private int findPaths(byte[] text, int from, int to, Paths paths) {
    paths.prepare(to - from + 1);
    int frontier = 0;
    for (int at = from; at < to; ) {
      int start = at - from;
      float sum = paths.sumAt(start, frontier);
      int characterEnd = at + (Utf8.decode(text, at, to) & 7);
      boolean isCovered = false;
      int node = ByteTrie.ROOT;
      for (int i = at; i < to; ) {
        node = trie.child(node, text[i++]);
        if (node == ByteTrie.NONE) {
          break;
        }
        int id = trie.value(node);
        if (id != ByteTrie.NONE) {
          frontier = Math.max(frontier, i - from);
          paths.offer(i - from, score(id, i - at) + sum, start, id);
          isCovered |= i == characterEnd;
        }
      }
      if (!isCovered) {
        frontier = Math.max(frontier, characterEnd - from);
        paths.offer(characterEnd - from, unknownScore + sum, start, UNKNOWN);
      }
      at = characterEnd;
    }
    int count = 0;
    for (int end = to - from; end > 0; end = paths.starts[end]) {
      paths.ends[count++] = end;
    }
    return count;
  }

  /** A user-defined piece is worth more the longer it is, so that it is always taken. */
  private float score(int id, int bytes) {
    return userDefined[id] ? (float) (0.1 * (bytes - 1)) : scores[id];
  }
}
