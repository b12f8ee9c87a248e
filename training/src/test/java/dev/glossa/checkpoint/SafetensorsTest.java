package dev.glossa.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafetensorsTest {
  @TempDir Path folder;

  @BeforeAll
  static void startNd4j() {
    dev.glossa.model.NativeBackend.require();
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6.5f}});
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(
        file,
        Map.of(
            "matrix", TensorData.of(matrix),
            "moments", TensorData.of(new double[] {1e-300, 2}),
            "weights", TensorData.of(new float[] {0.5f}),
            "steps", TensorData.of(Nd4j.createFromArray(new long[] {1L << 40}))),
        Map.of("format", "pt"));
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(read.tensors().keySet()).containsExactly("matrix", "moments", "steps", "weights");
      assertThat(read.tensors().get("matrix").shape()).containsExactly(2L, 3L);
      assertThat(read.read("matrix", DataType.FLOAT)).isEqualTo(matrix);
      assertThat(read.readDoubles("moments")).containsExactly(1e-300, 2);
      assertThat(read.readFloats("weights")).containsExactly(0.5f);
      assertThat(read.readDoubles("steps")).containsExactly(1L << 40);
    }
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void theBytesDependOnTheContentsAlone() throws IOException {
    TensorData a = TensorData.of(new float[] {1, 2, 3});
    TensorData b = TensorData.of(new float[] {4});
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Safetensors.write(
        first, new java.util.LinkedHashMap<>(Map.of("a", a, "b", b)), Map.of("x", "1", "y", "2"));
    Safetensors.write(
        second, new java.util.TreeMap<>(Map.of("b", b, "a", a)), Map.of("y", "2", "x", "1"));
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @ParameterizedTest
  @CsvSource({"F16", "BF16", "F32", "F64"})
  void everyFloatTypeKeepsWhatItCanHold(TensorType type) throws IOException {
    float[] values = {0, -0f, 1, -2.5f, 0.15625f, 3 * 0x1p-16f, 128, Float.POSITIVE_INFINITY};
    Path file = folder.resolve("t.safetensors");
    Safetensors.write(
        file, Map.of("t", TensorData.of(Nd4j.createFromArray(values), type)), Map.of());
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.tensors().get("t").type()).isEqualTo(type);
      assertThat(read.readFloats("t")).containsExactly(values);
    }
  }

  @Test
  void halvesAreRoundedToTheNearestEven() {
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(1 + 0x1p-11f))).isEqualTo(1);
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(1 + 3 * 0x1p-11f)))
        .isEqualTo(1 + 2 * 0x1p-10f);
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(65519))).isEqualTo(65504);
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(65520))).isInfinite();
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(0x1p-25f))).isZero();
    assertThat(TensorType.halfToFloat(TensorType.floatToHalf(Float.NaN))).isNaN();
    assertThat(Float.intBitsToFloat(TensorType.floatToBfloat16(1 + 0x1p-8f) << 16)).isEqualTo(1);
    assertThat(Float.intBitsToFloat(TensorType.floatToBfloat16(1 + 3 * 0x1p-8f) << 16))
        .isEqualTo(1 + 2 * 0x1p-7f);
    for (int bits = 0; bits < 0x7c00; bits++) {
      assertThat(TensorType.floatToHalf(TensorType.halfToFloat((short) bits)))
          .isEqualTo((short) bits);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | 4 | no JSON",
        "[] | 4 | no JSON object",
        "{'a':{'dtype':'F8','shape':[4],'data_offsets':[0,4]}} | 4 | tensor a has the type F8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | tensor a of shape [2]",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | impossible size -1",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 4 | truncated in tensor a",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor a begins at byte 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 9 | 5 bytes after the last",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | Duplicate",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4611686018427387904],'data_offsets':[0,4]}} | 4 | impossible shape",
      })
  void faultsAreNamed(String json, int dataBytes, String named) throws IOException {
    Path file = file(json.replace('\'', '"'), dataBytes);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(named);
  }

  @Test
  void aFileThatEndsInItsHeaderOrBeforeIsNamed() throws IOException {
    Path file = file("{}", 0);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 9}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("truncated");
    }
    Files.write(file, "PK\3\4 a pickle in a zip".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("no safetensors file");
  }

  @Test
  void aTensorThatIsNotThereIsNamed() throws IOException {
    try (Safetensors read = Safetensors.open(file("{}", 0))) {
      assertThatThrownBy(() -> read.readDoubles("lost")).hasMessageContaining("lost is missing");
      assertThat(read.tensors()).isEmpty();
      assertThat(List.copyOf(read.metadata().keySet())).isEmpty();
    }
  }

  private Path file(String json, int dataBytes) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(header.length).put(header);
    return Files.write(folder.resolve("faulty.safetensors"), all.array());
  }
}
