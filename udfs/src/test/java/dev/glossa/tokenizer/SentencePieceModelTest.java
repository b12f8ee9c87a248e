package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.tokenizer.WireMessage.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentencePieceModelTest {

  private static final Piece UNKNOWN = new Piece("<unk>", 0, PieceType.UNKNOWN);

  private static byte[] llama() {
    return SharedData.bytes("data/tokenizers/llama/tokenizer.model");
  }

  private static SentencePieceModel of(Piece... pieces) {
    return SentencePieceModel.of(
        List.of(pieces), TrainerSpec.defaults(), NormalizerSpec.identity(true, false));
  }

  @Test
  void llamasFileIsWrittenBackToTheSameBytes() {
    assertThat(SentencePieceModel.parse(llama()).toByteArray()).isEqualTo(llama());
  }

  @Test
  void fieldsUnknownHereAreKept() {
    List<Field> fields =
        new ArrayList<>(WireMessage.parse(ByteBuffer.wrap(of(UNKNOWN).toByteArray())).fields());
    fields.add(Field.ofString(4000, "from the future"));
    byte[] file = new WireMessage(fields).toByteArray();
    assertThat(SentencePieceModel.parse(file).toByteArray()).isEqualTo(file);
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() {
    byte[] file = llama();
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
      assertThatThrownBy(() -> SentencePieceModel.parse(cut))
          .isInstanceOf(InvalidTokenizerException.class)
          .hasMessageStartingWith("The tokenizer model");
    }
  }

  @Test
  void garbageIsRefusedWithoutTakingMemoryForItsLengths() {
    byte[] claimsTwoGigabytes = {10, -1, -1, -1, -1, 7, 1};
    assertThatThrownBy(() -> SentencePieceModel.parse(claimsTwoGigabytes))
        .isInstanceOf(InvalidTokenizerException.class)
        .hasMessageContaining("needs 2147483647 bytes where 1 are left");
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(1000)];
      random.nextBytes(garbage);
      assertThatThrownBy(() -> SentencePieceModel.parse(garbage))
          .isInstanceOf(InvalidTokenizerException.class);
    }
  }

  @Test
  void namesWhatIsWrongWithThePieces() {
    Piece a = Piece.normal("a", 0);
    assertThatThrownBy(() -> of(a)).hasMessage("The tokenizer model has no unknown piece.");
    assertThatThrownBy(() -> of(UNKNOWN, a, a))
        .hasMessage("The tokenizer model has the piece 'a' twice (again at id 2).");
    assertThatThrownBy(() -> of(UNKNOWN, Piece.normal("b", Float.NaN)))
        .hasMessage("The tokenizer model's piece 1 ('b') has the score NaN.");
    assertThatThrownBy(() -> of(UNKNOWN, Piece.normal("", 0)))
        .hasMessage("The tokenizer model's piece 1 is empty.");
    assertThatThrownBy(() -> of(UNKNOWN, new Piece("<0x00>", 0, PieceType.BYTE)))
        .hasMessageContaining("byte_fallback is off");
  }

  @Test
  void byteFallbackNeedsAllBytes() {
    SentencePieceModel model = SentencePieceModel.parse(llama());
    List<Piece> pieces = new ArrayList<>(model.pieces());
    pieces.remove(100);
    assertThatThrownBy(
            () -> SentencePieceModel.of(pieces, model.trainerSpec(), model.normalizerSpec()))
        .hasMessage("The tokenizer model has byte_fallback, but only 255 of the 256 byte pieces.");
  }

  @Test
  void anAppendedPieceChangesNothingElse() {
    SentencePieceModel model = SentencePieceModel.parse(llama());
    SentencePieceModel longer = model.withAppended(List.of(Piece.normal("नया", -31741)));
    assertThat(longer.pieces().subList(0, 32000)).isEqualTo(model.pieces());
    assertThat(longer.trainerSpec()).isEqualTo(model.trainerSpec());
    assertThat(longer.toByteArray().length - llama().length).isEqualTo(2 + 2 + 9 + 5);
  }
}
