package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * The merge table of a SentencePiece vocabulary: a piece may be merged from any two halves that are
 * symbols, and its score alone decides when.
 */
final class ScoredMerges {

  /** No trainer makes longer pieces, and each of their cuts is tried. */
  private static final int MAX_LENGTH = 1000;

  private ScoredMerges() {}

  /**
   * @throws InvalidTokenizerException if a piece is absurdly long
   */
  static MergeTable of(List<Piece> pieces) {
    MergeTable.Builder table = new MergeTable.Builder(pieces.size());
    Object2IntOpenHashMap<String> symbols = new Object2IntOpenHashMap<>();
    symbols.defaultReturnValue(MergeTable.NONE);
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      if (piece.type() == PieceType.NORMAL) {
        symbols.put(piece.text(), id);
        if (isOneCharacter(piece.text())) {
          table.character(piece.text().codePointAt(0), id);
        }
      }
    }
    float[] order = distinctScores(pieces);
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      if (piece.type() != PieceType.NORMAL || isOneCharacter(piece.text())) {
        continue;
      }
      String text = piece.text();
      if (text.length() > MAX_LENGTH) {
        throw new InvalidTokenizerException(
            "Piece %d has %,d characters, more than %,d: the file is damaged."
                .formatted(id, text.length(), MAX_LENGTH));
      }
      table.piece(text);
      int rank = order.length - 1 - Arrays.binarySearch(order, piece.score());
      for (int cut = text.offsetByCodePoints(0, 1);
          cut < text.length();
          cut = text.offsetByCodePoints(cut, 1)) {
        int left = symbol(text.substring(0, cut), symbols, table);
        int right = symbol(text.substring(cut), symbols, table);
        if (left != MergeTable.NONE && right != MergeTable.NONE) {
          table.merge(left, right, rank, id);
        }
      }
    }
    return table.build();
  }

  private static int symbol(
      String text, Object2IntOpenHashMap<String> symbols, MergeTable.Builder table) {
    int symbol = symbols.getInt(text);
    return symbol == MergeTable.NONE && isOneCharacter(text)
        ? table.characterWithin(text.codePointAt(0))
        : symbol;
  }

  private static boolean isOneCharacter(String text) {
    return text.length() == Character.charCount(text.codePointAt(0));
  }

  /** Ascending, in the order of {@link Float#compare}, which is SentencePiece's. */
  private static float[] distinctScores(List<Piece> pieces) {
    float[] scores = new float[pieces.size()];
    for (int id = 0; id < scores.length; id++) {
      scores[id] = pieces.get(id).score();
    }
    Arrays.sort(scores);
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i == 0 || Float.compare(scores[i], scores[i - 1]) != 0) {
        scores[n++] = scores[i];
      }
    }
    return Arrays.copyOf(scores, n);
  }
}
