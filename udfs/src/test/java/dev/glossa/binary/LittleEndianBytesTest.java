package dev.glossa.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LittleEndianBytesTest {

  private static final int SHIFT = 6;

  private final byte[] content = content();
  private final LittleEndianBytes whole = LittleEndianBytes.of(ByteBuffer.wrap(content));
  private final LittleEndianBytes pieces =
      LittleEndianBytes.of(segments(content), SHIFT, content.length);

  @Test
  void readsLittleEndian() {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(whole.longAt(5)).isEqualTo(bytes.getLong(5));
    assertThat(whole.intAt(7)).isEqualTo(bytes.getInt(7));
    assertThat(whole.floatAt(9)).isEqualTo(bytes.getFloat(9));
  }

  @Test
  void readsAcrossPieces() {
    for (int at = 0; at + Long.BYTES <= content.length; at++) {
      assertThat(pieces.longAt(at)).isEqualTo(whole.longAt(at));
      assertThat(pieces.byteAt(at)).isEqualTo(whole.byteAt(at));
    }
  }

  @Test
  void copiesAcrossPieces() {
    byte[] copy = new byte[content.length - 3];
    pieces.bytesAt(3, copy);
    assertThat(ByteBuffer.wrap(copy)).isEqualTo(ByteBuffer.wrap(content, 3, copy.length));

    float[] fromPieces = new float[60];
    float[] fromWhole = new float[60];
    pieces.floatsAt(1, fromPieces, fromPieces.length);
    whole.floatsAt(1, fromWhole, fromWhole.length);
    assertThat(fromPieces).isEqualTo(fromWhole);
  }

  @Test
  void addsAcrossPieces() {
    float[] sum = new float[60];
    pieces.addFloatsAt(1, sum);
    for (int i = 0; i < sum.length; i++) {
      assertThat(sum[i]).isEqualTo(0 + whole.floatAt(1 + (long) Float.BYTES * i));
    }
  }

  private static byte[] content() {
    byte[] content = new byte[300];
    new Random(1).nextBytes(content);
    return content;
  }

  private static List<ByteBuffer> segments(byte[] content) {
    List<ByteBuffer> segments = new ArrayList<>();
    for (int start = 0; start < content.length; start += 1 << SHIFT) {
      int length = Math.min((1 << SHIFT) + LittleEndianBytes.OVERLAP, content.length - start);
      segments.add(ByteBuffer.wrap(content, start, length).slice());
    }
    return segments;
  }
}
