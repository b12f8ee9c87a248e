package dev.glossa.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStreamTest {
  private final List<String> written = new ArrayList<>();
  private final TextStream stream = new TextStream(TextStreamTest::decode, written::add);

  /** Tokens are bytes. */
  private static String decode(List<Integer> ids) {
    byte[] bytes = new byte[ids.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ids.get(i).byteValue();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void add(int... bytes) {
    for (int b : bytes) {
      stream.add(b);
    }
  }

  @Test
  void writesEveryTokenAtOnce() {
    add('a', 'b');
    assertThat(written).containsExactly("a", "b");
  }

  @Test
  void waitsForTheRestOfACharacter() {
    add('a', 0xE0, 0xA4);
    assertThat(written).containsExactly("a");
    add(0x95);
    assertThat(written).containsExactly("a", "क");
  }

  @Test
  void writesInTheEndWhatNeverBecameACharacter() {
    add('a', 0xE0);
    stream.end();
    assertThat(String.join("", written)).isEqualTo("a\uFFFD");
  }

  @Test
  void writesWhatIsNoCharacterWhenMoreFollows() {
    add(0xFF, 'b');
    stream.end();
    assertThat(String.join("", written)).isEqualTo("\uFFFDb");
  }
}
