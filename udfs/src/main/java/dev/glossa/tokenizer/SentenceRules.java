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
   * Hands on the words of a document, see {@link #split}: its lines are its sentences, without
   * U+000D.
   */
  @Override
  public void splitDocument(String text, long count, WordSink words) {
    byte[] utf8 = Utf8.encode(text);
    int length = withoutCarriageReturns(utf8);
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (utf8[at] == '\n') {
        split(utf8, start, at, count, words);
        start = at + 1;
      }
    }
    split(utf8, start, length, count, words);
  }

  private static int withoutCarriageReturns(byte[] utf8) {
    int length = 0;
    for (byte b : utf8) {
      utf8[length] = b;
      length += b == '\r' ? 0 : 1;
    }
    return length;
  }

  /** The words of one sentence, see {@link #split}. */
  @Override
  public List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    byte[] utf8 = Utf8.encode(sentence);
    split(
        utf8,
        0,
        utf8.length,
        1,
        (bytes, from, to, count) ->
            words.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    return words;
  }

  /**
   * Hands on the words of one sentence in UTF-8, {@code text[from, to)}; none for a sentence that
   * is empty, too long, or holds U+2585, which is reserved.
   *
   * @param count how often the sentence, and so each of its words, occurs
   */
  public void split(byte[] text, int from, int to, long count, WordSink words) {
    if (from == to
        || to - from > maxSentenceLength
        || !everyLine && holdsReserved(text, from, to)) {
      return;
    }
    ByteArray normalized = new ByteArray();
    normalized.reserve(to - from + (to - from >> 1));
    normalizer.normalize(text, from, to, normalized);
    ByteArray sentence = withBoundaries(normalized);
    if (sentence.size == 0) {
      return;
    }
    if (splits) {
      splitAtSpaces(sentence, count, words);
    } else {
      words.add(sentence.bytes, 0, sentence.size, count);
    }
  }

  private static boolean holdsReserved(byte[] text, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (text[i] == (byte) 0xE2 && text[i + 1] == (byte) 0x96 && text[i + 2] == (byte) 0x85) {
        return true;
      }
    }
    return false;
  }

  /** The text with a boundary for every given piece. */
  private ByteArray withBoundaries(ByteArray text) {
    ByteArray out = null;
    int copied = 0;
    for (int at = 0; at < text.size; ) {
      long match =
          givenPieces.mayStartWith(text.bytes[at])
              ? givenPieces.longestMatch(text.bytes, at, text.size)
              : -1;
      if (match < 0) {
        at++;
        continue;
      }
      out = out == null ? new ByteArray() : out;
      out.add(text.bytes, copied, at);
      out.add((byte) PieceValidity.BOUNDARY);
      at += (int) match;
      copied = at;
    }
    if (out == null) {
      return text;
    }
    out.add(text.bytes, copied, text.size);
    return out;
  }

  private void splitAtSpaces(ByteArray sentence, long count, WordSink words) {
    byte[] bytes = sentence.bytes;
    int size = sentence.size;
    int start = 0;
    boolean afterSpace = false;
    for (int at = 0; at < size; ) {
      boolean space = isSpace(bytes, at, size);
      boolean cut =
          rules.treatWhitespaceAsSuffix()
              ? afterSpace && !(rules.allowWhitespaceOnlyPieces() && space)
              : space && !((everyLine || rules.allowWhitespaceOnlyPieces()) && afterSpace);
      if (cut && at > 0) {
        words.add(bytes, start, at, count);
        start = at;
      }
      afterSpace = space;
      at += space ? 3 : 1;
    }
    words.add(bytes, start, size, count);
  }

  /** Whether U+2581 stands there. */
  private static boolean isSpace(byte[] bytes, int at, int size) {
    return bytes[at] == (byte) 0xE2
        && at + 2 < size
        && bytes[at + 1] == (byte) 0x96
        && bytes[at + 2] == (byte) 0x81;
  }
}
