package dev.glossa.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One decoder block: x + attention(rmsNorm(x)), then + SwiGLU(rmsNorm(that)).
 *
 * <p>The query, key and value projections are one matrix, as are gate and up: their Hugging Face
 * tensors lie one below the other.
 */
final class DecoderBlock extends LlamaLayer {
  private static final long serialVersionUID = 1L;
  static final String INPUT_NORM = "inputNorm";
  static final String QUERY_KEY_VALUE = "queryKeyValue";
  static final String OUTPUT = "output";
  static final String POST_ATTENTION_NORM = "postAttentionNorm";
  static final String GATE_UP = "gateUp";
  static final String DOWN = "down";

  @JsonProperty private boolean recompute;

  DecoderBlock() {}

  /**
   * @param recompute whether the backward pass computes the activations again instead of keeping
   *     them
   */
  DecoderBlock(LlamaConfig config, double weightDecay, boolean recompute) {
    super(config, weightDecay);
    this.recompute = recompute;
  }

  boolean recomputes() {
    return recompute;
  }

  @Override
  Map<String, long[]> parameterShapes() {
    LlamaConfig c = config();
    long hidden = c.hiddenSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(INPUT_NORM, new long[] {hidden});
    shapes.put(
        QUERY_KEY_VALUE, new long[] {(c.heads() + 2L * c.keyValueHeads()) * c.headSize(), hidden});
    shapes.put(OUTPUT, new long[] {hidden, (long) c.heads() * c.headSize()});
    shapes.put(POST_ATTENTION_NORM, new long[] {hidden});
    shapes.put(GATE_UP, new long[] {2L * c.intermediateSize(), hidden});
    shapes.put(DOWN, new long[] {hidden, c.intermediateSize()});
    return shapes;
  }

  @Override
  FlatLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new DecoderBlockLayer(conf, type);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && recompute == ((DecoderBlock) other).recompute;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), recompute);
  }
}
