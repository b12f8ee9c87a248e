package dev.glossa.tokenizer;

import java.util.List;

/**
 * What becomes of text that no piece covers: the pieces of its bytes (byte fallback), or the
 * unknown piece.
 *
 * @param byteIds the ids of the 256 byte pieces, or null without byte fallback
 * @param fuses whether a run of unknown text becomes one unknown piece, not one a character
 */
record UnknownPieces(int unknownId, int[] byteIds, boolean fuses) {

  static UnknownPieces of(List<Piece> pieces, boolean byteFallback) {
    int unknown = -1;
    int[] bytes = byteFallback ? new int[BytePieces.COUNT] : null;
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      if (piece.type() == PieceType.UNKNOWN) {
        unknown = id;
      } else if (piece.type() == PieceType.BYTE) {
        bytes[BytePieces.valueOf(piece.text())] = id;
      }
    }
    return new UnknownPieces(unknown, bytes, true);
  }

  /** Whether a run of unknown text becomes one piece. */
  boolean fusesRuns() {
    return byteIds == null && fuses;
  }

  /** Appends the ids of unknown text; {@code start} is where the ids of this text begin. */
  void add(byte[] text, int from, int to, IdArray out, int start) {
    if (byteIds != null) {
      for (int i = from; i < to; i++) {
        out.add(byteIds[text[i] & 0xFF]);
      }
    } else if (!fuses || out.size == start || out.ids[out.size - 1] != unknownId) {
      out.add(unknownId);
    }
  }
}
