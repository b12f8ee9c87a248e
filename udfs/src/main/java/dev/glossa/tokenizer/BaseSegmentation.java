package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * Words as the base cuts them before any added piece is merged: without the runs of spaces that
 * come last.
 */
final class BaseSegmentation {

  private final List<Piece> pieces = new ArrayList<>();
  private final FastBpe encoder;
  private final IdArray ids = new IdArray();

  /**
   * @param characters characters that are added to the base
   */
  BaseSegmentation(ExtensionBase base, List<String> characters) {
    for (Piece piece : base.model().pieces()) {
      boolean merges = piece.type() == PieceType.NORMAL && !base.comesLast(piece);
      pieces.add(merges ? piece : new Piece(piece.text(), 0, PieceType.CONTROL));
    }
    characters.forEach(character -> pieces.add(Piece.normal(character, 0)));
    this.encoder =
        new FastBpe(
            ScoredMerges.of(pieces), new UnknownPieces(SegmentTable.BARRIER, null, true), null);
  }

  /** The pieces; those that merge with nothing are control pieces. */
  List<Piece> pieces() {
    return pieces;
  }

  /**
   * The ids of a word's pieces, {@link MergeLoop#BARRIER} where nothing merges. The array is used
   * again by the next call.
   */
  IdArray of(String word) {
    ids.clear();
    for (String stretch : word.split(Character.toString(PieceValidity.BOUNDARY), -1)) {
      if (ids.size > 0) {
        ids.add(SegmentTable.BARRIER);
      }
      byte[] utf8 = Utf8.encode(stretch);
      encoder.segment(utf8, 0, utf8.length, ids);
    }
    return ids;
  }
}
