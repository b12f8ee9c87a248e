package dev.glossa.tokenizer;

import java.util.List;

/** A vocabulary that was extended: the base's pieces with their ids and scores, then the added. */
public record ExtendedVocabulary(SentencePieceModel model, List<AddedPiece> added) {

  /** How many of the added pieces are single characters. */
  public int characters() {
    return (int)
        added.stream()
            .filter(added -> added.piece().codePointCount(0, added.piece().length()) == 1)
            .count();
  }
}
