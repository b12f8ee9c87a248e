package dev.glossa.perplexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.SharedData;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedNGramModelTest {

  private static final String ARPA =
      """
      \\data\\
      ngram 1=4
      ngram 2=2

      \\1-grams:
      -1\t<unk>
      -9\t<s>\t-0.5
      -1\t</s>
      -1\ta\t-0.25

      \\2-grams:
      -0.5\t<s> a
      -0.25\ta </s>

      \\end\\
      """;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void garbageIsRefused(int length) {
    byte[] garbage = new byte[length];
    new Random(length).nextBytes(garbage);
    assertRefused(garbage);
    assertThatThrownBy(() -> NGramModel.readArpa(new ByteArrayInputStream(garbage)))
        .isInstanceOf(InvalidModelException.class);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (Path model : models()) {
      byte[] whole = Files.readAllBytes(model);
      Random random = new Random(5);
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
      Random random = new Random(6);
      for (int i = 0; i < 300; i++) {
        byte[] damaged = whole.clone();
        int at = random.nextInt(i % 2 == 0 ? 160 : damaged.length - 4);
        ByteBuffer.wrap(damaged)
            .putInt(at, random.nextBoolean() ? random.nextInt() : Integer.MAX_VALUE);
        try {
          assertThat(read(damaged).scores("yang di untuk में है a b c d", true, true)).hasSize(10);
        } catch (InvalidModelException e) {
          assertThat(e.getMessage()).endsWith(".");
        }
      }
    }
  }

  @Test
  void aWholeArpaFileIsRead() throws IOException {
    assertThat(arpa(ARPA).score("a", true, true)).isEqualTo(-0.75f);
    assertThat(arpa(ARPA).score("b", true, true)).isEqualTo(-2.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\data\\        | hello           | line 1 is not \\data\\
          ngram 1=4       | ngram 1=3       | line 9 is not \\2-grams:
          ngram 1=4       | ngram 1=5       | line 11 has 1 cells
          ngram 2=2       | ngram 3=2       | line 3 counts n-grams of an unexpected length
          -0.5\t<s> a     | x\t<s> a        | line 12 has no number
          -0.5\t<s> a     | 0.5\t<s> a      | line 12 has a positive logarithm
          -0.5\t<s> a     | -0.5\t<s> b     | line 12 has a word that is no 1-gram
          \\end\\         | end             | line 15 is not \\end\\
          """)
  void aDamagedArpaFileIsRefused(String part, String other, String message) {
    String damaged =
        ARPA.replace(
            part.replace("\\\\", "\\").replace("\\t", "\t"),
            other.replace("\\\\", "\\").replace("\\t", "\t"));
    assertThat(damaged).isNotEqualTo(ARPA);
    assertThatThrownBy(() -> arpa(damaged))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message.replace("\\\\", "\\"));
  }

  @Test
  void anArpaFileThatEndsEarlyIsRefused() {
    assertThatThrownBy(() -> arpa(ARPA.substring(0, ARPA.length() - 8)))
        .isInstanceOf(InvalidModelException.class);
  }

  @Test
  void anArpaFileWithoutTheEndOfASentenceIsRefused() {
    assertThatThrownBy(() -> arpa(ARPA.replace("</s>", "c")))
        .hasMessage("has no <s> or no </s>; train it with both.");
  }

  @Test
  void aContextThatIsNoNGramIsRefused() {
    String trigram =
        ARPA.replace("ngram 2=2", "ngram 2=2\nngram 3=1")
            .replace("\\end\\", "\\3-grams:\n-0.1\ta a </s>\n\n\\end\\");
    assertThatThrownBy(() -> arpa(trigram))
        .hasMessageContaining("a 3-gram whose first 2 words are no n-gram");
  }

  private static void assertRefused(byte[] file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidModelException.class);
  }

  private static NGramModel read(byte[] file) {
    return NGramModel.read(LittleEndianBytes.of(ByteBuffer.wrap(file)));
  }

  private static NGramModel arpa(String text) throws IOException {
    return NGramModel.readArpa(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.folder("golden/kenlm"))) {
      return files.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
    }
  }
}
