package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A BPE vocabulary that is to be extended: its rules, and where its scores go on. */
final class ExtensionBase {

  private final SentencePieceModel model;
  private final ExtensionRules rules;
  private final Set<String> texts;
  private final float nextScore;

  /**
   * @throws InvalidTokenizerException if the vocabulary cannot be extended
   */
  ExtensionBase(SentencePieceModel model) {
    if (model.trainerSpec().modelType() != ModelType.BPE) {
      throw new InvalidTokenizerException(
          "Only BPE vocabularies can be extended; the base is a "
              + model.trainerSpec().modelType()
              + " model.");
    }
    if (model.trainerSpec().rules().treatWhitespaceAsSuffix()) {
      throw new InvalidTokenizerException(
          "A vocabulary with treat_whitespace_as_suffix cannot be extended: it has no counterpart"
              + " in Hugging Face's files.");
    }
    if (model.pieces().stream().anyMatch(piece -> piece.type() == PieceType.UNUSED)) {
      throw new InvalidTokenizerException(
          "A vocabulary with unused pieces cannot be extended: they would be merged again.");
    }
    this.model = model;
    this.rules = new ExtensionRules(model);
    this.texts = model.pieces().stream().map(Piece::text).collect(Collectors.toUnmodifiableSet());
    this.nextScore = nextScore(model);
  }

  SentencePieceModel model() {
    return model;
  }

  ExtensionRules rules() {
    return rules;
  }

  /** Whether there is a piece of any type with this text. */
  boolean has(String text) {
    return texts.contains(text);
  }

  /**
   * The first score below all of the base's, but for runs of white space that come last in LLaMA.
   */
  private static float nextScore(SentencePieceModel model) {
    return (float)
        model.pieces().stream()
            .filter(piece -> piece.type() == PieceType.NORMAL && !isWhitespace(piece.text()))
            .mapToDouble(Piece::score)
            .min()
            .stream()
            .map(score -> below((float) score))
            .findAny()
            .orElse(0);
  }

  /** One less; the next smaller number where a float has no room for it. */
  private static float below(float score) {
    return score - 1 < score ? score - 1 : Math.nextDown(score);
  }

  private static boolean isWhitespace(String piece) {
    return piece.codePoints().allMatch(c -> c == Utf8.SPACE);
  }

  /** Whether a piece is a run of spaces that is merged after all pieces that will be added. */
  boolean comesLast(Piece piece) {
    return isWhitespace(piece.text()) && piece.text().length() > 1 && piece.score() <= nextScore;
  }

  /** The base with more pieces after its own. */
  ExtendedVocabulary with(List<String> added, AddedScores scores) {
    Tokenizer before = Tokenizers.sentencePiece(model.withoutNormalization(), Mode.SENTENCEPIECE);
    List<Piece> pieces = new ArrayList<>(added.size());
    List<AddedPiece> described = new ArrayList<>(added.size());
    float score = scores == AddedScores.ZERO ? 0 : nextScore;
    for (String text : added) {
      described.add(
          new AddedPiece(
              model.pieces().size() + pieces.size(),
              text,
              score,
              IntStream.of(before.encode(text)).boxed().toList()));
      pieces.add(Piece.normal(text, score));
      score = scores == AddedScores.ZERO ? 0 : below(score);
    }
    return new ExtendedVocabulary(model.withAppended(pieces), described);
  }
}
