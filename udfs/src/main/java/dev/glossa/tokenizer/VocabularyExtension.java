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

  private final SentencePieceModel base;
  private final PieceValidity validity;
  private final float scoreOfNext;

  /**
   * @throws InvalidTokenizerException if the base is no BPE vocabulary
   */
  public VocabularyExtension(SentencePieceModel base) {
    if (base.trainerSpec().modelType() != ModelType.BPE) {
      throw new InvalidTokenizerException(
          "Only BPE vocabularies can be extended; the base is a "
              + base.trainerSpec().modelType()
              + " model.");
    }
    this.base = base;
    this.validity = new PieceValidity(base.trainerSpec().rules());
    this.scoreOfNext =
        (float)
                base.pieces().stream()
                    .filter(p -> p.type() == PieceType.NORMAL && !isWhitespace(p.text()))
                    .mapToDouble(Piece::score)
                    .min()
                    .orElse(1)
            - 1;
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
    int characters = learned.size();
    learnMerges(words, learned, add);
    ExtendedVocabulary extended = append(learned, characters);
    requireReachable(extended);
    return extended;
  }

  private List<String> missingCharacters(Iterable<WordCount> words, float coverage) {
    Set<String> known = base.pieces().stream().map(Piece::text).collect(Collectors.toSet());
    return Alphabet.of(words, coverage, "").characters().stream()
        .filter(character -> !known.contains(character) && validity.isValid(character))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Adds merges to the characters in {@code learned} until there are {@code add} pieces. */
  private void learnMerges(Iterable<WordCount> words, List<String> learned, int add) {
    Set<String> known = base.pieces().stream().map(Piece::text).collect(Collectors.toSet());
    MergeLoop loop =
        new MergeLoop(
            MergeLoop.Counting.BY_STRING,
            piece -> !known.contains(piece) && validity.isValid(piece));
    List<Piece> pieces = startingPieces(learned);
    int[] symbols = symbols(pieces, loop);
    FastBpe encoder =
        new FastBpe(
            ScoredMerges.of(pieces), new UnknownPieces(MergeLoop.BARRIER, null, true), null);
    IdArray ids = new IdArray();
    for (WordCount word : words) {
      ids.clear();
      encode(word.word(), encoder, ids);
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

  private static void encode(String word, FastBpe encoder, IdArray ids) {
    for (String stretch : word.split(Character.toString(PieceValidity.BOUNDARY), -1)) {
      if (ids.size > 0) {
        ids.add(MergeLoop.BARRIER);
      }
      byte[] utf8 = Utf8.encode(stretch);
      encoder.segment(utf8, 0, utf8.length, ids);
    }
  }

  /** The base's pieces and the new characters; what must not merge yet is no ordinary piece. */
  private List<Piece> startingPieces(List<String> characters) {
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : base.pieces()) {
      boolean comesLast = isWhitespaceRun(piece.text()) && piece.score() <= scoreOfNext;
      pieces.add(comesLast ? new Piece(piece.text(), 0, PieceType.CONTROL) : piece);
    }
    characters.forEach(character -> pieces.add(Piece.normal(character, 0)));
    return pieces;
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

  private ExtendedVocabulary append(List<String> learned, int characters) {
    Tokenizer before = Tokenizers.sentencePiece(base.withoutNormalization(), Mode.SENTENCEPIECE);
    List<Piece> pieces = new ArrayList<>();
    List<AddedPiece> added = new ArrayList<>();
    for (String text : learned) {
      Piece piece = Piece.normal(text, scoreOfNext - pieces.size());
      int[] oldIds = before.encode(text);
      added.add(
          new AddedPiece(
              base.pieces().size() + pieces.size(),
              text,
              piece.score(),
              IntStream.of(oldIds).boxed().toList()));
      pieces.add(piece);
    }
    return new ExtendedVocabulary(base.withAppended(pieces), added, characters);
  }

  private static void requireReachable(ExtendedVocabulary extended) {
    List<String> unreachable = unreachable(extended.model(), extended.added());
    if (!unreachable.isEmpty()) {
      throw new IllegalStateException(
          "%d added pieces would never be used, '%s' the first: the base's merges are no BPE order."
              .formatted(unreachable.size(), unreachable.get(0)));
    }
  }

  /** The pieces whose text, without a space put before it, is not encoded to their id alone. */
  public static List<String> unreachable(SentencePieceModel model, List<AddedPiece> added) {
    Tokenizer bare = Tokenizers.sentencePiece(model.withoutNormalization(), Mode.SENTENCEPIECE);
    return added.stream()
        .filter(
            piece -> {
              int[] ids = bare.encode(piece.piece());
              return ids.length != 1 || ids[0] != piece.id();
            })
        .map(AddedPiece::piece)
        .toList();
  }

  private static boolean isWhitespace(String piece) {
    return piece.codePoints().allMatch(c -> c == Utf8.SPACE);
  }

  private static boolean isWhitespaceRun(String piece) {
    return isWhitespace(piece) && piece.length() > 1;
  }
}
