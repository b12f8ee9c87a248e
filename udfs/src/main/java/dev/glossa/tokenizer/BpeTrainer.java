package dev.glossa.tokenizer;

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
    MetaPieces.of(spec.symbols(), spec.vocabularySize());
    this.spec = spec;
    this.normalizer = normalizer;
  }

  /**
   * Begins with the characters of all words: they decide the alphabet.
   *
   * @throws IllegalArgumentException if the vocabulary is smaller than the alphabet
   */
  public BpeTraining begin(CharacterCounts characters) {
    return new BpeTraining(spec, normalizer, characters);
  }

  /**
   * Learns a vocabulary from words in memory.
   *
   * @param words every word once, in any order
   * @throws IllegalArgumentException if the vocabulary is smaller than the alphabet, or larger than
   *     the words support
   */
  public SentencePieceModel train(Iterable<WordCount> words) {
    return begin(CharacterCounts.ofWords(words)).learn(words);
  }
}
