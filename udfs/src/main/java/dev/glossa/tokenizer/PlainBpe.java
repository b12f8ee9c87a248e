package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * SentencePiece's BPE as it is defined, with strings and one queue for the whole text: the
 * reference that {@link FastBpe} is held to, and the encoder of models with UNUSED pieces.
 *
 * <p>The text starts as user-defined pieces (longest match, never merged) and characters. Of all
 * neighbours whose concatenation is a piece, those with the best score are merged, the leftmost
 * first, until none is left. A piece marked unused is taken apart again by the merge that was seen
 * last for it.
 *
 * <p>Source: bpe_model.cc of SentencePiece 0.2.3.
 */
final class PlainBpe implements Segmenter {

  private static final int MAX_RESEGMENT_DEPTH = 100;

  private final List<Piece> pieces;
  private final Map<String, Integer> mergeable = new HashMap<>();
  private final PrefixMatcher userDefined;
  private final UnknownPieces unknown;

  PlainBpe(SentencePieceModel model) {
    this.pieces = model.pieces();
    Map<String, Integer> frozen = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      if (piece.type().isMergeable()) {
        mergeable.put(piece.text(), id);
      }
      if (piece.type() == PieceType.USER_DEFINED) {
        frozen.put(piece.text(), id);
      }
    }
    this.userDefined = PrefixMatcher.of(frozen);
    this.unknown = UnknownPieces.of(pieces, model.trainerSpec().symbols().byteFallback());
  }

  @Override
  public void segment(byte[] text, int from, int to, IdArray out) {
    int start = out.size;
    int at = from;
    for (Segment segment : segments(text, from, to)) {
      if (segment.id() < 0) {
        unknown.add(text, at, segment.end(), out, start);
      } else {
        out.add(segment.id());
      }
      at = segment.end();
    }
  }

  @Override
  public List<Segment> segments(byte[] text, int from, int to) {
    List<Symbol> symbols = symbols(text, from, to);
    Map<String, String[]> lastMerge = new HashMap<>();
    PriorityQueue<Candidate> agenda =
        new PriorityQueue<>(
            Comparator.comparing(Candidate::score, Comparator.reverseOrder())
                .thenComparing(candidate -> candidate.left().index));
    for (int i = 1; i < symbols.size(); i++) {
      offer(symbols.get(i - 1), symbols.get(i), agenda, lastMerge);
    }
    while (!agenda.isEmpty()) {
      Candidate best = agenda.remove();
      Symbol left = best.left();
      Symbol right = best.right();
      if (left.text.isEmpty()
          || right.text.isEmpty()
          || left.text.length() + right.text.length() != best.length()) {
        continue;
      }
      left.text += right.text;
      right.text = "";
      left.next = right.next;
      if (right.next != null) {
        right.next.previous = left;
      }
      offer(left.previous, left, agenda, lastMerge);
      offer(left, left.next, agenda, lastMerge);
    }
    List<Segment> segments = new ArrayList<>();
    int at = from;
    for (Symbol symbol = symbols.isEmpty() ? null : symbols.get(0);
        symbol != null;
        symbol = symbol.next) {
      at = resegment(symbol.text, at, lastMerge, segments, 0);
    }
    return segments;
  }

  private record Candidate(float score, Symbol left, Symbol right, int length) {}

  private static final class Symbol {
    private final int index;
    private final boolean frozen;
    private String text;
    private Symbol previous;
    private Symbol next;

    private Symbol(int index, boolean frozen, String text) {
      this.index = index;
      this.frozen = frozen;
      this.text = text;
    }
  }

  private List<Symbol> symbols(byte[] text, int from, int to) {
    List<Symbol> symbols = new ArrayList<>();
    for (int at = from; at < to; ) {
      long match = userDefined.longestMatch(text, at, to);
      int length = match >= 0 ? (int) match : Utf8.decode(text, at, to) & 7;
      Symbol symbol = new Symbol(symbols.size(), match >= 0, Utf8.toString(text, at, at + length));
      if (!symbols.isEmpty()) {
        symbol.previous = symbols.get(symbols.size() - 1);
        symbol.previous.next = symbol;
      }
      symbols.add(symbol);
      at += length;
    }
    return symbols;
  }

  private void offer(
      Symbol left, Symbol right, PriorityQueue<Candidate> agenda, Map<String, String[]> lastMerge) {
    if (left == null || right == null || left.frozen || right.frozen) {
      return;
    }
    String text = left.text + right.text;
    Integer id = mergeable.get(text);
    if (id == null) {
      return;
    }
    agenda.add(new Candidate(pieces.get(id).score(), left, right, text.length()));
    if (pieces.get(id).type() == PieceType.UNUSED) {
      lastMerge.put(text, new String[] {left.text, right.text});
    }
  }

  /** Appends the segments of a symbol that starts at {@code at} and returns its end. */
  private int resegment(
      String text, int at, Map<String, String[]> lastMerge, List<Segment> segments, int depth) {
    int id = mergeable.getOrDefault(text, -1);
    boolean isTakenApart =
        id >= 0 && depth <= MAX_RESEGMENT_DEPTH && pieces.get(id).type() == PieceType.UNUSED;
    if (isTakenApart && lastMerge.containsKey(text)) {
      String[] halves = lastMerge.get(text);
      int middle = resegment(halves[0], at, lastMerge, segments, depth + 1);
      return resegment(halves[1], middle, lastMerge, segments, depth + 1);
    }
    int end = at + Utf8.encode(text).length;
    segments.add(new Segment(isTakenApart ? -1 : id, end));
    return end;
  }
}
