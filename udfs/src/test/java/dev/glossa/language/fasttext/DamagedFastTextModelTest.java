package dev.glossa.language.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.SharedData;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFastTextModelTest {

  @Test
  void anEmptyFileIsRefused() {
    assertRefused(new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000})
  void garbageIsRefused(int length) {
    byte[] garbage = new byte[length];
    new Random(length).nextBytes(garbage);
    assertRefused(garbage);
  }

  @Test
  void anotherMagicNumberIsNamed() {
    byte[] file = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN).putInt(0xCAFE).array();
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "is no fastText model: it begins with feca0000 instead of ba164f2f; give a .bin or .ftz file.");
  }

  @Test
  void anotherVersionIsNamed() {
    byte[] file =
        ByteBuffer.allocate(80)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(793_712_314)
            .putInt(13)
            .array();
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("has version 13 of fastText's format");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (Path model : models()) {
      byte[] whole = Files.readAllBytes(model);
      Random random = new Random(3);
      for (int i = 0; i < 200; i++) {
        assertRefused(Arrays.copyOf(whole, random.nextInt(whole.length)));
      }
    }
  }

  /** Sizes that a damaged header claims are never reserved: the test's heap would not hold them. */
  @Test
  void damageNeverEndsOtherwiseThanWithASentence() throws IOException {
    for (Path model : models()) {
      byte[] whole = Files.readAllBytes(model);
      Random random = new Random(4);
      for (int i = 0; i < 300; i++) {
        byte[] damaged = whole.clone();
        // Half of the damage goes into the header and the dictionary's sizes.
        int at = random.nextInt(i % 2 == 0 ? 96 : damaged.length - 4);
        ByteBuffer.wrap(damaged)
            .putInt(at, random.nextBoolean() ? random.nextInt() : Integer.MAX_VALUE);
        try {
          List<Prediction> predictions = read(damaged).predict("Ini adalah kalimat", 3, 0);
          assertThat(predictions).hasSizeLessThanOrEqualTo(3);
        } catch (InvalidModelException e) {
          assertThat(e.getMessage()).endsWith(".");
        }
      }
    }
  }

  private static void assertRefused(byte[] file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidModelException.class);
  }

  private static FastTextModel read(byte[] file) {
    return FastTextModel.read(LittleEndianBytes.of(ByteBuffer.wrap(file)));
  }

  private static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.folder("golden/fasttext"))) {
      return files.filter(file -> file.toString().matches(".*\\.(bin|ftz)")).sorted().toList();
    }
  }
}
