package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The fast encoder has no definition of its own: it does what the plain one does. */
class FastBpeTest {

  private static final String[] CHARACTERS = {
    "a", "b", "c", "\u2581", "é", "的", "क", "😀", "\uFFFD", "z"
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
   * characters that are no pieces but occur within pieces.
   */
  private static SentencePieceModel model(Random random) {
    TreeSet<String> texts = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      texts.add(text(random, 1 + random.nextInt(5)));
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece("<unk>", 0, PieceType.UNKNOWN));
    boolean byteFallback = random.nextBoolean();
    for (int b = 0; byteFallback && b < BytePieces.COUNT; b++) {
      pieces.add(new Piece(BytePieces.name(b), 0, PieceType.BYTE));
    }
    for (String text : texts) {
      PieceType type = random.nextInt(12) == 0 ? PieceType.USER_DEFINED : PieceType.NORMAL;
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
    return SentencePieceModel.of(pieces, spec, NormalizerSpec.identity(false, false));
  }

  @RepeatedTest(40)
  void encodesAsThePlainEncoderDoes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    SentencePieceModel model = model(random);
    Tokenizer plain = SentencePieceTokenizer.plain(model, Mode.SENTENCEPIECE);
    Tokenizer fast = SentencePieceTokenizer.of(model, Mode.SENTENCEPIECE);
    for (int i = 0; i < 200; i++) {
      String text = text(random, random.nextInt(i % 20 == 0 ? 400 : 30));
      assertThat(fast.encode(text)).as(text).isEqualTo(plain.encode(text));
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
