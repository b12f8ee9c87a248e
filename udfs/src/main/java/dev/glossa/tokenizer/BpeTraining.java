package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A vocabulary in the making: its given pieces and its alphabet stand, its merges are missing. */
public final class BpeTraining implements MergeTraining<SentencePieceModel> {

  private final TrainerSpec spec;
  private final NormalizerSpec normalizer;
  private final SortedMap<Integer, Piece> given;
  private final Alphabet alphabet;
  private final int budget;

  /**
   * @throws IllegalArgumentException if the vocabulary is smaller than the alphabet
   */
  BpeTraining(TrainerSpec spec, NormalizerSpec normalizer, CharacterCounts characters) {
    this.spec = spec;
    this.normalizer = normalizer;
    this.given = MetaPieces.of(spec.symbols(), spec.vocabularySize());
    this.alphabet =
        Alphabet.of(characters, spec.characterCoverage(), spec.symbols().requiredChars());
    this.budget = spec.vocabularySize() - given.size() - alphabet.size();
    if (budget < 0) {
      throw new IllegalArgumentException(
          ("A vocabulary of %d is smaller than its %d given pieces and %d characters:"
                  + " raise vocab_size to %d or more, or lower character_coverage.")
              .formatted(
                  spec.vocabularySize(),
                  given.size(),
                  alphabet.size(),
                  given.size() + alphabet.size()));
    }
  }

  @Override
  public int budget() {
    return budget;
  }

  @Override
  public MergeSpec shards() {
    return MergeSpec.ofAlphabet(spec.rules(), alphabet.codePoints());
  }

  @Override
  public SentencePieceModel learn(
      MergeShards shards, long[] known, int ahead, MergeListener listener) {
    MergeRounds rounds = new MergeRounds(shards(), shards, ahead);
    List<String> learned = new ArrayList<>();
    for (long merge : rounds.learn(known, budget, listener)) {
      learned.add(rounds.piece(merge));
    }
    learned.addAll(alphabet.characters());
    return SentencePieceModel.of(pieces(given, learned), sized(learned), normalizer);
  }

  private TrainerSpec sized(List<String> learned) {
    int size = given.size() + learned.size();
    if (size < spec.vocabularySize() && spec.hardVocabLimit()) {
      throw new IllegalArgumentException(
          ("The text supports a vocabulary of %d, not of %d: lower vocab_size,"
                  + " or set hard_vocab_limit to false.")
              .formatted(size, spec.vocabularySize()));
    }
    return spec.withVocabularySize(size);
  }

  /** The pieces in the order of their ids: what is learned takes the ids that are left. */
  static List<Piece> pieces(SortedMap<Integer, Piece> given, List<String> learned) {
    List<Piece> pieces = new ArrayList<>();
    int rank = 0;
    for (int id = 0; pieces.size() < given.size() + learned.size(); id++) {
      if (given.containsKey(id)) {
        pieces.add(given.get(id));
      } else if (rank < learned.size()) {
        pieces.add(Piece.normal(learned.get(rank), -(float) rank));
        rank++;
      }
    }
    return pieces;
  }
}
