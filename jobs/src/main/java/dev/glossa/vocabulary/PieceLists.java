package dev.glossa.vocabulary;

import dev.glossa.tokenizer.AddedPiece;
import dev.glossa.tokenizer.VocabularyMerge.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of pieces as tables: tab-separated, with a heading. */
final class PieceLists {

  private PieceLists() {}

  /** id, piece, score, and the base's ids, space-separated. */
  static String added(List<AddedPiece> added) {
    return added.stream()
        .map(
            piece ->
                "%d\t%s\t%s\t%s\n"
                    .formatted(
                        piece.id(),
                        visible(piece.piece()),
                        piece.score(),
                        piece.oldIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" "))))
        .collect(Collectors.joining("", "id\tpiece\tscore\told_ids\n", ""));
  }

  /** piece and reason. */
  static String faults(List<Fault> faults) {
    return faults.stream()
        .map(fault -> visible(fault.piece()) + "\t" + fault.reason() + "\n")
        .collect(Collectors.joining("", "piece\treason\n", ""));
  }

  /** What would break the table, as an escape. */
  private static String visible(String piece) {
    return piece.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
