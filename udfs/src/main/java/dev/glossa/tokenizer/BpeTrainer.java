package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Trains a BPE vocabulary as spm_train of SentencePiece 0.2.3 does: the same pieces in the same
 * order with the same scores. All it needs is how often each word occurs; see {@link
 * SentenceRules}.
 */
public final class BpeTrainer {

  private final TrainerSpec spec;
  private final NormalizerSpec normalizer;

  /**
   * @throws IllegalArgumentException if the specification contradicts itself
   */
  public BpeTrainer(TrainerSpec spec, NormalizerSpec normalizer) {
    TrainerFlags.validate(spec);
    this.spec = spec;
    this.normalizer = normalizer;
  }

  /**
   * Learns a vocabulary.
   *
   * @param words every word once, in any order
   * @throws IllegalArgumentException if the vocabulary is smaller than the alphabet, or larger than
   *     the words support
   */
  public SentencePieceModel train(Iterable<WordCount> words) {
    SortedMap<Integer, Piece> given = MetaPieces.of(spec.symbols(), spec.vocabularySize());
    Alphabet alphabet =
        Alphabet.of(words, spec.characterCoverage(), spec.symbols().requiredChars());
    int budget = spec.vocabularySize() - given.size() - alphabet.size();
    if (budget < 0) {
      throw new IllegalArgumentException(
          ("A vocabulary of %d is smaller than its %d given pieces and %d characters:"
                  + " raise vocab_size or lower character_coverage.")
              .formatted(spec.vocabularySize(), given.size(), alphabet.size()));
    }
    List<String> learned = merges(words, alphabet, budget);
    learned.addAll(alphabet.characters());
    return SentencePieceModel.of(pieces(given, learned), sized(given, learned), normalizer);
  }

  private List<String> merges(Iterable<WordCount> words, Alphabet alphabet, int budget) {
    PieceValidity validity = new PieceValidity(spec.rules());
    MergeLoop loop = new MergeLoop(MergeLoop.Counting.BY_PAIR, validity::isValid);
    int[] symbols = new int[64];
    for (WordCount word : words) {
      int[] characters = word.word().codePoints().toArray();
      symbols = characters.length > symbols.length ? new int[characters.length * 2] : symbols;
      for (int i = 0; i < characters.length; i++) {
        symbols[i] =
            alphabet.contains(characters[i])
                ? loop.symbol(Character.toString(characters[i]))
                : MergeLoop.BARRIER;
      }
      loop.addWord(symbols, characters.length, word.count());
    }
    List<String> merges = new ArrayList<>();
    while (merges.size() < budget) {
      MergeLoop.Merge merge = loop.next();
      if (merge == null) {
        break;
      }
      merges.add(merge.piece());
    }
    return merges;
  }

  private TrainerSpec sized(SortedMap<Integer, Piece> given, List<String> learned) {
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
