package dev.glossa.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The configuration of a LLaMA model: what {@code config.json} of a Hugging Face folder says.
 *
 * @param vocabSize rows of the embedding and of the head
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width inside SwiGLU
 * @param layers number of decoder blocks
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads}
 * @param headSize width of a head, even
 * @param maxPositions longest sequence that the model is meant for, tokens
 * @param rmsNormEpsilon added to the mean square in RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling LLaMA 3's scaling of them, if any
 * @param tiedEmbeddings whether the head is the embedding
 * @param initializerRange standard deviation of new weights
 * @param bosId id of the begin token, if any
 * @param eosIds ids that end a generation
 * @param padId id of the padding token, if any
 */
public record LlamaConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int maxPositions,
    double rmsNormEpsilon,
    double ropeTheta,
    Optional<RopeScaling> ropeScaling,
    boolean tiedEmbeddings,
    double initializerRange,
    OptionalInt bosId,
    List<Integer> eosIds,
    OptionalInt padId) {

  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String FINAL_NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";

  /** Checks what the layers rely on. */
  public LlamaConfig {
    positive("vocab_size", vocabSize);
    positive("hidden_size", hiddenSize);
    positive("intermediate_size", intermediateSize);
    positive("num_hidden_layers", layers);
    positive("num_attention_heads", heads);
    positive("num_key_value_heads", keyValueHeads);
    positive("head_dim", headSize);
    positive("max_position_embeddings", maxPositions);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "config.json: num_attention_heads "
              + heads
              + " is not a multiple of num_key_value_heads "
              + keyValueHeads
              + ".");
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("config.json: head_dim " + headSize + " must be even.");
    }
    eosIds = List.copyOf(eosIds);
  }

  /**
   * Reads {@code config.json} as transformers 4 (rope_theta, rope_scaling) or 5 (rope_parameters)
   * writes it.
   *
   * @throws IllegalArgumentException naming the key that is missing, malformed or not supported
   */
  public static LlamaConfig parse(String json) {
    return LlamaConfigJson.parse(json);
  }

  /** Writes a {@code config.json} that transformers 4 and 5 both read. */
  public String toJson() {
    return LlamaConfigJson.write(this);
  }

  /** The same model with another number of vocabulary rows. */
  public LlamaConfig withVocabSize(int size) {
    return copy(size, tiedEmbeddings, bosId, eosIds, padId);
  }

  /** The same model with a head of its own. */
  public LlamaConfig untied() {
    return copy(vocabSize, false, bosId, eosIds, padId);
  }

  /** The same model with other special tokens. */
  public LlamaConfig withTokens(OptionalInt bos, List<Integer> eos, OptionalInt pad) {
    return copy(vocabSize, tiedEmbeddings, bos, eos, pad);
  }

  private LlamaConfig copy(
      int rows, boolean tied, OptionalInt bos, List<Integer> eos, OptionalInt pad) {
    return new LlamaConfig(
        rows,
        hiddenSize,
        intermediateSize,
        layers,
        heads,
        keyValueHeads,
        headSize,
        maxPositions,
        rmsNormEpsilon,
        ropeTheta,
        ropeScaling,
        tied,
        initializerRange,
        bos,
        eos,
        pad);
  }

  /** Every parameter tensor in the order of the flat vector, without gaps. */
  public List<ParameterSpan> parameterLayout() {
    List<ParameterSpan> spans = new ArrayList<>();
    add(spans, EMBEDDING, vocabSize, hiddenSize);
    for (int layer = 0; layer < layers; layer++) {
      add(spans, inBlock(layer, "input_layernorm"), hiddenSize);
      add(spans, inBlock(layer, "self_attn.q_proj"), heads * headSize, hiddenSize);
      add(spans, inBlock(layer, "self_attn.k_proj"), keyValueHeads * headSize, hiddenSize);
      add(spans, inBlock(layer, "self_attn.v_proj"), keyValueHeads * headSize, hiddenSize);
      add(spans, inBlock(layer, "self_attn.o_proj"), hiddenSize, heads * headSize);
      add(spans, inBlock(layer, "post_attention_layernorm"), hiddenSize);
      add(spans, inBlock(layer, "mlp.gate_proj"), intermediateSize, hiddenSize);
      add(spans, inBlock(layer, "mlp.up_proj"), intermediateSize, hiddenSize);
      add(spans, inBlock(layer, "mlp.down_proj"), hiddenSize, intermediateSize);
    }
    add(spans, FINAL_NORM, hiddenSize);
    if (!tiedEmbeddings) {
      add(spans, HEAD, vocabSize, hiddenSize);
    }
    return List.copyOf(spans);
  }

  /** The name of the weight of a module in a decoder block. */
  static String inBlock(int block, String module) {
    return "model.layers." + block + "." + module + ".weight";
  }

  /** Number of parameters. */
  public long parameterCount() {
    List<ParameterSpan> spans = parameterLayout();
    return spans.get(spans.size() - 1).end();
  }

  private static void add(List<ParameterSpan> spans, String name, long... shape) {
    long offset = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
    List<Long> dimensions = new ArrayList<>();
    for (long size : shape) {
      dimensions.add(size);
    }
    spans.add(new ParameterSpan(name, offset, List.copyOf(dimensions)));
  }

  private static void positive(String key, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "config.json: " + key + " " + value + " must be positive.");
    }
  }
}
