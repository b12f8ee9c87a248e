package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A folder of golden/llama: a small model with what transformers and PyTorch computed with it. */
public record GoldenCase(Path folder, JsonNode facts, Safetensors golden) {

  /** Every model case; skips the test where the reference data are absent. */
  public static List<GoldenCase> all() throws IOException {
    return with("config.json");
  }

  /** Every case of LoRA adapters. */
  public static List<GoldenCase> adapters() throws IOException {
    return with("adapter_config.json");
  }

  private static List<GoldenCase> with(String file) throws IOException {
    Path root = Path.of(System.getProperty("glossa.shared", "../../shared"), "golden", "llama");
    Assumptions.assumeTrue(
        Files.isDirectory(root), "skipped: no reference data at " + root + " (glossa.shared)");
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(file)))
          .filter(folder -> Files.exists(folder.resolve("golden.json")))
          .sorted()
          .map(GoldenCase::read)
          .toList();
    }
  }

  private static GoldenCase read(Path folder) {
    try {
      return new GoldenCase(
          folder,
          new ObjectMapper().readTree(Files.readString(folder.resolve("golden.json"))),
          Safetensors.open(folder.resolve("golden.safetensors")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The model with its weights. */
  public LlamaModel model(DataType type) throws IOException {
    return HuggingFaceFolder.load(folder, type);
  }

  /** A tensor of golden.safetensors in float64. */
  public INDArray tensor(String name) throws IOException {
    return golden.read(name, DataType.DOUBLE);
  }

  /** The batch of an AdamW step, from 0. */
  public Batch batch(int step) throws IOException {
    return Batch.of(rows(tensor("inputs"), step), rows(tensor("labels"), step));
  }

  /** The only batch of a case of adapters. */
  public Batch batch() throws IOException {
    return Batch.of(tensor("inputs").toIntMatrix(), tensor("labels").toIntMatrix());
  }

  /** The packed row. */
  public Batch packed() throws IOException {
    int[][] lengths = {new ObjectMapper().convertValue(facts.at("/packed/lengths"), int[].class)};
    return Batch.packed(tensor("packed.ids").toIntMatrix(), labels("packed.labels"), lengths);
  }

  private int[][] labels(String name) throws IOException {
    return tensor(name).toIntMatrix();
  }

  /** Holds an array to a tensor, relative to the tensor's largest value. */
  public void assertClose(String name, INDArray actual, double bound) throws IOException {
    INDArray expected = tensor(name);
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    double largest = expected.amaxNumber().doubleValue();
    double difference = actual.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue();
    assertThat(difference).as(name).isLessThanOrEqualTo(bound * largest);
    assertThat(actual.sumNumber().doubleValue()).as(name).isFinite();
  }

  /** A fact of golden.json. */
  public double number(String pointer) {
    return facts.at(pointer).asDouble(Double.NaN);
  }

  private static int[][] rows(INDArray steps, int step) {
    return steps.slice(step).dup('c').toIntMatrix();
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
