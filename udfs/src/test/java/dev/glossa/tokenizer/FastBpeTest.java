package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast encoder has no definition of its own: it does what the plain one does. */
class FastBpeTest {

  private static final String[] CHARACTERS = {
    "a", "b", "c", " ", "\u2581", "é", "的", "क", "😀", "\uFFFD", "z"
  };

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    int letters = 2 + random.nextInt(CHARACTERS.length - 1);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS[random.nextInt(letters)]);
    }
    return text.toString();
  }

  /**
   * A vocabulary of random pieces: pieces without derivation, spaces anywhere, equal scores, and
   * characters that are no pieces but occur within pieces. Half of them have user-defined pieces;
   * of the others, whose text the fast encoder reads unnormalized, half cut before spaces.
   */
  private static SentencePieceModel model(Random random) {
    boolean hasUserDefined = random.nextBoolean();
    boolean spacesComeFirst = random.nextBoolean();
    TreeSet<String> texts = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      String text = text(random, 1 + random.nextInt(5)).replace(' ', '\u2581');
      texts.add(spacesComeFirst ? text.replaceAll("(?<=[^\u2581])\u2581+", "") : text);
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece("<unk>", 0, PieceType.UNKNOWN));
    boolean byteFallback = random.nextBoolean();
    for (int b = 0; byteFallback && b < BytePieces.COUNT; b++) {
      pieces.add(new Piece(BytePieces.name(b), 0, PieceType.BYTE));
    }
    for (String text : texts) {
      PieceType type =
          hasUserDefined && random.nextInt(12) == 0 ? PieceType.USER_DEFINED : PieceType.NORMAL;
      pieces.add(new Piece(text, -random.nextInt(40) + (random.nextBoolean() ? 5 : 0), type));
    }
    TrainerSpec defaults = TrainerSpec.defaults();
    SymbolSpec symbols =
        TrainerFlags.of(Map.of("byte_fallback", "" + byteFallback)).trainerSpec().symbols();
    TrainerSpec spec =
        new TrainerSpec(
            ModelType.BPE,
            pieces.size(),
            defaults.characterCoverage(),
            defaults.maxSentenceLength(),
            true,
            defaults.rules(),
            symbols);
    return SentencePieceModel.of(
        pieces, spec, NormalizerSpec.identity(random.nextBoolean(), random.nextInt(4) == 0));
  }

  @RepeatedTest(60)
  void encodesAsThePlainEncoderDoes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    SentencePieceModel model = model(random);
    for (Mode mode : Mode.values()) {
      Tokenizer plain = SentencePieceTokenizer.plain(model, mode);
      Tokenizer fast = SentencePieceTokenizer.of(model, mode);
      for (int i = 0; i < 100; i++) {
        String text = text(random, random.nextInt(i % 20 == 0 ? 400 : 30));
        assertThat(fast.encode(text)).as(text).isEqualTo(plain.encode(text));
        assertThat(fast.tokens(text)).as(text).isEqualTo(plain.tokens(text));
      }
    }
  }

  @RepeatedTest(20)
  void encodesMalformedBytesAsThePlainEncoderDoes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    SentencePieceModel model = model(random);
    Tokenizer plain = SentencePieceTokenizer.plain(model, Mode.SENTENCEPIECE);
    Tokenizer fast = SentencePieceTokenizer.of(model, Mode.SENTENCEPIECE);
    for (int i = 0; i < 100; i++) {
      byte[] text = Utf8.encode(text(random, 1 + random.nextInt(60)));
      for (int broken = random.nextInt(4); broken >= 0; broken--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      int from = random.nextInt(text.length);
      int to = from + random.nextInt(text.length - from + 1);
      assertThat(fast.encode(text, from, to))
          .as(Arrays.toString(Arrays.copyOfRange(text, from, to)))
          .isEqualTo(plain.encode(text, from, to));
    }
  }

  static Stream<String> adversarialUnits() {
    return Stream.of(
        "a", "ab", "abc", " ", "\u2581", " \u2581", "a ", "a\u2581", "  a", "的", "é的", "😀", "z",
        "az");
  }

  @ParameterizedTest
  @MethodSource("adversarialUnits")
  void encodesRepetitionAsThePlainEncoderDoes(String unit) {
    Random random = new Random(unit.hashCode());
    for (int i = 0; i < 20; i++) {
      SentencePieceModel model = model(random);
      Tokenizer plain = SentencePieceTokenizer.plain(model, Mode.SENTENCEPIECE);
      Tokenizer fast = SentencePieceTokenizer.of(model, Mode.SENTENCEPIECE);
      for (int count : new int[] {1, 2, 3, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 500}) {
        String text = unit.repeat(count);
        assertThat(fast.encode(text)).as(text).isEqualTo(plain.encode(text));
      }
    }
  }

  @Test
  void aMillionCharactersWithoutASpaceAreEncodedInOneGo() {
    Tokenizer fast =
        Tokenizers.sentencePiece(
            SharedData.bytes("data/tokenizers/llama/tokenizer.model"), Mode.SENTENCEPIECE);
    String text = "ab".repeat(500_000);
    assertThat(fast.decode(fast.encode(text))).isEqualTo(text);
  }
}
