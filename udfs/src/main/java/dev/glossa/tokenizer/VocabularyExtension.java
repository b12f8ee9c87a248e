package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Extends a BPE vocabulary by learning on from it ("continued"): first the characters that it
 * lacks, since bytes cannot merge, then merges on words as the base itself cuts them, with scores
 * below all of the base's. Old ids and scores stay, every old merge still comes first, and each
 * added piece is what its text is encoded to.
 *
 * <p>Pieces of white space alone that have still lower scores, as LLaMA's have, keep coming last.
 *
 * <p>Source: Purason et al., "Teaching Old Tokenizers New Words" (arXiv 2512.03989), with counting
 * by string, so that training sees what the encoder will do.
 */
public final class VocabularyExtension {

  private final ExtensionBase base;
  private final Set<String> forbidden;

  /**
   * @throws InvalidTokenizerException if the base is no BPE vocabulary
   */
  public VocabularyExtension(SentencePieceModel base) {
    this(base, Set.of());
  }

  /**
   * @param forbidden strings that are not added, see {@link ProtectedSegmentation}
   * @throws InvalidTokenizerException if the base is no BPE vocabulary
   */
  public VocabularyExtension(SentencePieceModel base, Set<String> forbidden) {
    this.base = new ExtensionBase(base);
    this.forbidden = forbidden;
  }

  /**
   * Learns exactly {@code add} pieces.
   *
   * @param words the text's words by {@link SentenceRules#of(SentencePieceModel)}
   * @param characterCoverage share of the text's characters that must have a piece of their own
   * @throws IllegalArgumentException if {@code add} is not positive, or more than the words support
   */
  public ExtendedVocabulary continued(Iterable<WordCount> words, int add, float characterCoverage) {
    if (add < 1) {
      throw new IllegalArgumentException(
          "The number of pieces to add is " + add + ", not 1 or more.");
    }
    List<String> learned = missingCharacters(words, characterCoverage);
    if (learned.size() > add) {
      learned = new ArrayList<>(learned.subList(0, add));
    }
    learnMerges(words, learned, add);
    return base.with(learned, AddedScores.CONTINUE);
  }

  private boolean mayAdd(String piece) {
    return !base.has(piece) && !forbidden.contains(piece) && base.rules().allows(piece);
  }

  private List<String> missingCharacters(Iterable<WordCount> words, float coverage) {
    return Alphabet.of(words, coverage, "").characters().stream()
        .filter(this::mayAdd)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Adds merges to the characters in {@code learned} until there are {@code add} pieces. */
  private void learnMerges(Iterable<WordCount> words, List<String> learned, int add) {
    MergeLoop loop = new MergeLoop(MergeLoop.Counting.BY_STRING, this::mayAdd);
    BaseSegmentation segmentation = new BaseSegmentation(base, learned);
    int[] symbols = symbols(segmentation.pieces(), loop);
    for (WordCount word : words) {
      IdArray ids = segmentation.of(word.word());
      for (int i = 0; i < ids.size; i++) {
        ids.ids[i] = ids.ids[i] < 0 ? MergeLoop.BARRIER : symbols[ids.ids[i]];
      }
      loop.addWord(ids.ids, ids.size, word.count());
    }
    while (learned.size() < add) {
      MergeLoop.Merge merge = loop.next();
      if (merge == null || merge.count() == 0) {
        throw new IllegalArgumentException(
            "The text supports only %d added pieces, not %d: add fewer, or give more text."
                .formatted(learned.size(), add));
      }
      learned.add(merge.piece());
    }
  }

  /** The loop's symbols of the pieces, numbered from the best score down. */
  private static int[] symbols(List<Piece> pieces, MergeLoop loop) {
    int[] symbols = new int[pieces.size()];
    IntStream.range(0, pieces.size())
        .filter(id -> pieces.get(id).type() == PieceType.NORMAL)
        .boxed()
        .sorted(Comparator.comparing(id -> -pieces.get(id).score()))
        .forEachOrdered(id -> symbols[id] = loop.symbol(pieces.get(id).text()));
    return symbols;
  }
}
