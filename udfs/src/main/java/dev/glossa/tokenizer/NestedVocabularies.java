package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The smaller vocabularies within a trained BPE vocabulary. Training adds merges until the size is
 * reached and then the alphabet, so vocabularies of other sizes, of the same text and flags, have
 * the same given pieces and characters, and the first of the same merges.
 */
public final class NestedVocabularies {

  private final SentencePieceModel model;
  private final List<String> merges = new ArrayList<>();
  private final List<String> alphabet = new ArrayList<>();

  /**
   * @param largest a model as {@link BpeTrainer} makes it
   */
  public NestedVocabularies(SentencePieceModel largest) {
    this.model = largest;
    for (Piece piece : largest.pieces()) {
      if (piece.type() == PieceType.NORMAL) {
        (isOneCharacter(piece.text()) ? alphabet : merges).add(piece.text());
      }
    }
  }

  private static boolean isOneCharacter(String text) {
    return text.codePointCount(0, text.length()) == 1;
  }

  /** Pieces of the smallest vocabulary: the given ones and the characters. */
  public int smallest() {
    return largest() - merges.size();
  }

  /** Pieces of the largest vocabulary. */
  public int largest() {
    return model.pieces().size();
  }

  /** Characters that each of the vocabularies has. */
  public int characters() {
    return alphabet.size();
  }

  /**
   * The vocabulary that training to this size would have made.
   *
   * @throws IllegalArgumentException if the size is not from {@link #smallest} to {@link #largest}
   */
  public SentencePieceModel ofSize(int size) {
    if (size < smallest() || size > largest()) {
      throw new IllegalArgumentException(
          "A vocabulary of %d is not within those of %d to %d pieces."
              .formatted(size, smallest(), largest()));
    }
    List<String> learned = new ArrayList<>(merges.subList(0, size - smallest()));
    learned.addAll(alphabet);
    TrainerSpec spec = model.trainerSpec().withVocabularySize(size);
    SortedMap<Integer, Piece> given = MetaPieces.of(spec.symbols(), size);
    return SentencePieceModel.of(BpeTraining.pieces(given, learned), spec, model.normalizerSpec());
  }

  SentencePieceModel model() {
    return model;
  }
}
