package dev.glossa.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
   * Begins to learn exactly {@code add} pieces: the characters come first.
   *
   * @param text how often each character occurs in the text's words, by {@link
   *     SentenceRules#of(SentencePieceModel)}
   * @param characterCoverage share of the text's characters that must have a piece of their own
   * @throws IllegalArgumentException if {@code add} is not positive, or there is no text
   */
  public MergeTraining<ExtendedVocabulary> begin(
      CharacterCounts text, int add, float characterCoverage) {
    if (add < 1) {
      throw new IllegalArgumentException(
          "The number of pieces to add is " + add + ", not 1 or more.");
    }
    List<String> characters =
        Alphabet.of(text, characterCoverage, "").characters().stream()
            .filter(new Admission(base, forbidden))
            .limit(add)
            .toList();
    return new Training(new Spec(base.model(), forbidden, characters), add);
  }

  /** Which strings may be added. */
  private record Admission(ExtensionBase base, Set<String> forbidden) implements Predicate<String> {

    @Override
    public boolean test(String piece) {
      return !base.has(piece) && !forbidden.contains(piece) && base.rules().allows(piece);
    }
  }

  /** The base's pieces, numbered from the best score down, with the added characters. */
  private static final class Spec extends MergeSpec {

    private static final long serialVersionUID = 1;

    private final byte[] model;
    private final Set<String> forbidden;
    private final List<String> characters;

    private Spec(SentencePieceModel model, Set<String> forbidden, List<String> characters) {
      this.model = model.toByteArray();
      this.forbidden = forbidden;
      this.characters = characters;
    }

    private ExtensionBase base() {
      return new ExtensionBase(SentencePieceModel.parse(model));
    }

    /** The ids of the pieces that merge, in the order of their symbols. */
    private static List<Integer> merging(List<Piece> pieces) {
      return IntStream.range(0, pieces.size())
          .filter(id -> pieces.get(id).type() == PieceType.NORMAL)
          .boxed()
          .sorted(Comparator.comparing(id -> -pieces.get(id).score()))
          .toList();
    }

    @Override
    Symbols symbols() {
      ExtensionBase base = base();
      List<Piece> pieces = new BaseSegmentation(base, characters).pieces();
      return new StringSymbols(
          merging(pieces).stream().map(id -> pieces.get(id).text()).toList(),
          new Admission(base, forbidden));
    }

    @Override
    WordSink cutInto(SegmentTable segments, Symbols symbols) {
      BaseSegmentation segmentation = new BaseSegmentation(base(), characters);
      int[] symbolOf = new int[segmentation.pieces().size()];
      int symbol = 0;
      for (int id : merging(segmentation.pieces())) {
        symbolOf[id] = symbol++;
      }
      return (word, from, to, count) -> {
        IdArray ids = segmentation.of(new String(word, from, to - from, StandardCharsets.UTF_8));
        for (int i = 0; i < ids.size; i++) {
          ids.ids[i] = ids.ids[i] < 0 ? SegmentTable.BARRIER : symbolOf[ids.ids[i]];
        }
        segments.addCut(ids.ids, ids.size, count);
      };
    }

    @Override
    boolean mergesKnown() {
      return true;
    }
  }

  private final class Training implements MergeTraining<ExtendedVocabulary> {
    private final Spec spec;
    private final int add;

    private Training(Spec spec, int add) {
      this.spec = spec;
      this.add = add;
    }

    @Override
    public int budget() {
      return add - spec.characters.size();
    }

    @Override
    public MergeSpec shards() {
      return spec;
    }

    @Override
    public ExtendedVocabulary learn(
        MergeShards shards, long[] known, int ahead, MergeListener listener) {
      MergeRounds rounds = new MergeRounds(spec, shards, ahead);
      List<String> learned = new ArrayList<>(spec.characters);
      for (long merge : rounds.learn(known, budget(), listener)) {
        learned.add(rounds.piece(merge));
      }
      requireAll(learned.size(), add);
      return base.with(learned, AddedScores.CONTINUE);
    }
  }

  static void requireAll(int learned, int add) {
    if (learned < add) {
      throw new IllegalArgumentException(
          "The text supports only %d added pieces, not %d: add fewer, or give more text."
              .formatted(learned, add));
    }
  }
}
