package dev.glossa.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a vocabulary is trained on: from a sentence to its words. A pure function, so that words can
 * be counted anywhere. Words hold U+2581 for spaces and U+001F where a given piece stood, which no
 * learned piece may cross.
 *
 * <p>Source: LoadSentences in trainer_interface.cc and SplitIntoWords in model_interface.cc of
 * SentencePiece 0.2.3.
 */
public final class SentenceRules implements LineWords {

  private final int maxSentenceLength;
  private final boolean everyLine;
  private final boolean splits;
  private final PieceRules rules;
  private final Normalizer normalizer;
  private final PrefixMatcher givenPieces;

  private SentenceRules(
      TrainerSpec trainer, NormalizerSpec normalizer, Collection<String> givenPieces) {
    this(trainer, normalizer, givenPieces, false, trainer.rules().splitByWhitespace());
  }

  private SentenceRules(
      TrainerSpec trainer,
      NormalizerSpec normalizer,
      Collection<String> givenPieces,
      boolean everyLine,
      boolean splits) {
    this.maxSentenceLength = everyLine ? Integer.MAX_VALUE : trainer.maxSentenceLength();
    this.everyLine = everyLine;
    this.splits = splits;
    this.rules = trainer.rules();
    this.normalizer = new Normalizer(normalizer, rules.treatWhitespaceAsSuffix(), null);
    this.givenPieces = PrefixMatcher.of(givenPieces);
  }

  /** The rules for a new vocabulary. */
  public static SentenceRules of(TrainerSpec trainer, NormalizerSpec normalizer) {
    return new SentenceRules(
        trainer,
        normalizer,
        MetaPieces.of(trainer.symbols(), Integer.MAX_VALUE).values().stream()
            .map(Piece::text)
            .toList());
  }

  /** The rules for text that is to extend a vocabulary: those of the vocabulary itself. */
  public static SentenceRules of(SentencePieceModel base) {
    return new SentenceRules(
        base.trainerSpec(),
        base.normalizerSpec(),
        base.pieces().stream()
            .filter(piece -> piece.type() != PieceType.NORMAL && piece.type() != PieceType.UNUSED)
            .map(Piece::text)
            .toList());
  }

  /**
   * The rules for text whose encoding is looked at: no line is left out, only user-defined pieces
   * are given, and words are what the vocabulary encodes one by one. A run of spaces stays with the
   * word after it; where a piece has a space after something else, the line is one word.
   */
  static SentenceRules ofEveryLine(SentencePieceModel model) {
    boolean crossesSpaces =
        model.pieces().stream()
            .filter(piece -> piece.type() == PieceType.NORMAL)
            .anyMatch(piece -> hasSpaceWithin(piece.text()));
    return new SentenceRules(
        model.trainerSpec(),
        model.normalizerSpec(),
        model.pieces().stream()
            .filter(piece -> piece.type() == PieceType.USER_DEFINED)
            .map(Piece::text)
            .toList(),
        true,
        !crossesSpaces);
  }

  private static boolean hasSpaceWithin(String piece) {
    for (int i = 1; i < piece.length(); i++) {
      if (piece.charAt(i) == Utf8.SPACE && piece.charAt(i - 1) != Utf8.SPACE) {
        return true;
      }
    }
    return false;
  }

  /**
   * The words of one sentence, none for a sentence that is empty, too long, or holds U+2585, which
   * is reserved.
   */
  @Override
  public List<String> words(String sentence) {
    byte[] utf8 = Utf8.encode(sentence);
    if (utf8.length == 0
        || utf8.length > maxSentenceLength
        || !everyLine && sentence.indexOf(PieceValidity.UNKNOWN_CHARACTER) >= 0) {
      return List.of();
    }
    ByteArray normalized = new ByteArray();
    normalizer.normalize(utf8, 0, utf8.length, normalized);
    String text = withBoundaries(normalized);
    if (text.isEmpty()) {
      return List.of();
    }
    return splits ? split(text) : List.of(text);
  }

  private String withBoundaries(ByteArray text) {
    ByteArray out = new ByteArray();
    for (int at = 0; at < text.size; ) {
      long match = givenPieces.longestMatch(text.bytes, at, text.size);
      int length = match >= 0 ? (int) match : Utf8.decode(text.bytes, at, text.size) & 7;
      if (match >= 0) {
        out.add((byte) PieceValidity.BOUNDARY);
      } else {
        out.add(text.bytes, at, at + length);
      }
      at += length;
    }
    return new String(out.bytes, 0, out.size, StandardCharsets.UTF_8);
  }

  private List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < text.length(); i++) {
      boolean space = text.charAt(i) == Utf8.SPACE;
      boolean afterSpace = text.charAt(i - 1) == Utf8.SPACE;
      boolean cut =
          rules.treatWhitespaceAsSuffix()
              ? afterSpace && !(rules.allowWhitespaceOnlyPieces() && space)
              : space && !((everyLine || rules.allowWhitespaceOnlyPieces()) && afterSpace);
      if (cut) {
        words.add(text.substring(start, i));
        start = i;
      }
    }
    words.add(text.substring(start));
    return words;
  }
}
