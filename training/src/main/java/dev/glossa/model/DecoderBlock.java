package dev.glossa.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

  @JsonProperty private int block;
  @JsonProperty private boolean recompute;

  DecoderBlock() {}

  /**
   * @param block its number, from 0
   * @param recompute whether the backward pass computes the activations again instead of keeping
   *     them
   */
  DecoderBlock(
      LlamaConfig config, int block, double weightDecay, boolean recompute, Adaptation adaptation) {
    super(config, weightDecay, adaptation);
    this.block = block;
    this.recompute = recompute;
  }

  /** Its number, from 0. */
  int block() {
    return block;
  }

  void recompute() {
    recompute = true;
  }

  boolean recomputes() {
    return recompute;
  }

  @Override
  Map<String, List<String>> weights() {
    Map<String, List<String>> weights = new LinkedHashMap<>();
    weights.put(INPUT_NORM, names("input_layernorm"));
    weights.put(QUERY_KEY_VALUE, names("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"));
    weights.put(OUTPUT, names("self_attn.o_proj"));
    weights.put(POST_ATTENTION_NORM, names("post_attention_layernorm"));
    weights.put(GATE_UP, names("mlp.gate_proj", "mlp.up_proj"));
    weights.put(DOWN, names("mlp.down_proj"));
    return weights;
  }

  @Override
  DataType frozenType(String key, DataType computing) {
    return tensors(key).get(0).shape().size() == 1
        ? computing
        : adaptation().precision().matrices(computing);
  }

  private List<String> names(String... modules) {
    return Arrays.stream(modules).map(module -> LlamaConfig.inBlock(block, module)).toList();
  }

  @Override
  FlatLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new DecoderBlockLayer(conf, type);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof DecoderBlock that
        && block == that.block
        && recompute == that.recompute;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), block, recompute);
  }
}
