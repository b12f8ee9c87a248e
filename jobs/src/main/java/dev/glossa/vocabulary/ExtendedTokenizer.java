package dev.glossa.vocabulary;

import dev.glossa.tokenizer.AddedPiece;
import dev.glossa.tokenizer.ByteLevelExtension;
import dev.glossa.tokenizer.ExtendedVocabulary;
import dev.glossa.tokenizer.ExtensionRules;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.VocabularyMerge;
import dev.glossa.tokenizer.VocabularyMerge.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * A tokenizer with added pieces, before it is written.
 *
 * @param files those of the tokenizer
 * @param basePieces how many pieces there were
 * @param added the others
 * @param characters how many of the added are single characters
 * @param unreachable added pieces that are never used
 * @param breakingRules added pieces that break a rule of the base
 * @param dropped pieces that were not added
 */
record ExtendedTokenizer(
    TokenizerFiles files,
    int basePieces,
    List<AddedPiece> added,
    int characters,
    List<Fault> unreachable,
    List<Fault> breakingRules,
    List<Fault> dropped) {

  static ExtendedTokenizer of(
      SentencePieceModel base, ExtendedVocabulary extended, List<Fault> dropped) {
    ExtensionRules rules = new ExtensionRules(base);
    List<Fault> breaking = new ArrayList<>();
    for (AddedPiece piece : extended.added()) {
      String rule = rules.broken(piece.piece());
      if (rule != null) {
        breaking.add(new Fault(piece.piece(), rule));
      }
    }
    return new ExtendedTokenizer(
        TokenizerFiles.of(extended.model()),
        base.pieces().size(),
        extended.added(),
        extended.characters(),
        VocabularyMerge.unreachable(extended),
        breaking,
        dropped);
  }

  static ExtendedTokenizer of(BaseTokenizer base, ByteLevelExtension.Extended extended) {
    return new ExtendedTokenizer(
        base.files().with(TokenizerFiles.HUGGING_FACE, extended.tokenizerJson()),
        base.files().tokenizer().vocabularySize(),
        extended.added(),
        extended.characters(),
        ByteLevelExtension.unreachable(extended).stream()
            .map(token -> new Fault(token, VocabularyMerge.UNREACHABLE))
            .toList(),
        List.of(),
        List.of());
  }

  /** The files with the lists of added, dropped and faulty pieces. */
  TokenizerFiles withLists() {
    TokenizerFiles listed = files.with(TokenizerFiles.ADDED_PIECES, PieceLists.added(added));
    if (!dropped.isEmpty()) {
      listed = listed.with("dropped_pieces.tsv", PieceLists.faults(dropped));
    }
    List<Fault> kept = new ArrayList<>(unreachable);
    kept.addAll(breakingRules);
    return kept.isEmpty() ? listed : listed.with("kept_pieces.tsv", PieceLists.faults(kept));
  }
}
