package dev.glossa.vocabulary;

import dev.glossa.tokenizer.AddedPiece;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code added_pieces.tsv} says of a vocabulary's added pieces. */
final class AddedPieces {

  private AddedPieces() {}

  /** A heading, then id, piece, score, and the base's ids separated by spaces. */
  static String tsv(List<AddedPiece> added) {
    return added.stream()
        .map(
            piece ->
                "%d\t%s\t%s\t%s\n"
                    .formatted(
                        piece.id(),
                        piece.piece(),
                        piece.score(),
                        piece.oldIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" "))))
        .collect(Collectors.joining("", "id\tpiece\tscore\told_ids\n", ""));
  }
}
