package dev.glossa.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Low-rank adaptation (Hu et al. 2021) as PEFT defines it: a projection W of a decoder block stays
 * as it is and gets a branch, y = W x + alpha / rank · B A dropout(x), of which only A [rank, in]
 * and B [out, rank] are trained.
 *
 * @param rank rows of A
 * @param alpha the branch is scaled by alpha / rank
 * @param dropout probability that an input of a branch is dropped, in training; each branch drops
 *     its own
 * @param targetModules projections with a branch, from {@link #PROJECTIONS}
 * @param modulesToSave modules that are trained whole, from {@link #WHOLE_MODULES}
 * @param seed of new matrices A and of the dropout
 */
public record LoraConfig(
    @JsonProperty("rank") int rank,
    @JsonProperty("alpha") double alpha,
    @JsonProperty("dropout") double dropout,
    @JsonProperty("targetModules") List<String> targetModules,
    @JsonProperty("modulesToSave") List<String> modulesToSave,
    @JsonProperty("seed") long seed)
    implements Serializable {

  /** The projections of a decoder block, in the order of the flat vector. */
  public static final List<String> PROJECTIONS =
      List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /** The modules that can be trained whole. */
  public static final List<String> WHOLE_MODULES = List.of("embed_tokens", "lm_head");

  private static final String WEIGHT = ".weight";

  /** Checks the ranges and names. */
  public LoraConfig {
    if (rank < 1) {
      throw new IllegalArgumentException(
          "The rank of LoRA adapters must be positive; found " + rank + ".");
    }
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("LoRA's alpha must be positive; found " + alpha + ".");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "LoRA's dropout must lie in [0, 1); found " + dropout + ".");
    }
    targetModules = known("target module", targetModules, PROJECTIONS);
    modulesToSave = known("module to save", modulesToSave, WHOLE_MODULES);
    if (targetModules.isEmpty()) {
      throw new IllegalArgumentException(
          "LoRA needs at least one target module of " + PROJECTIONS + ".");
    }
  }

  private static List<String> known(String what, List<String> modules, List<String> all) {
    for (String module : modules) {
      if (!all.contains(module)) {
        throw new IllegalArgumentException(
            "'" + module + "' is no " + what + " of LoRA here: it is one of " + all + ".");
      }
    }
    return all.stream().filter(modules::contains).toList();
  }

  /**
   * The same for a model of this configuration. Where embedding and head are one matrix, to train
   * one is to train both.
   */
  LoraConfig forModel(LlamaConfig config) {
    return config.tiedEmbeddings() && !modulesToSave.isEmpty()
        ? new LoraConfig(rank, alpha, dropout, targetModules, WHOLE_MODULES, seed)
        : this;
  }

  /** By what a branch is multiplied. */
  public double scale() {
    return alpha / rank;
  }

  /** What is trained of a model, in the order of its flat vector, without gaps. */
  List<ParameterSpan> layout(LlamaConfig config) {
    List<ParameterSpan> spans = new ArrayList<>();
    long offset = 0;
    for (ParameterSpan weight : config.parameterLayout()) {
      for (ParameterSpan trained : trained(weight)) {
        spans.add(new ParameterSpan(trained.name(), offset, trained.shape()));
        offset += trained.length();
      }
    }
    return List.copyOf(spans);
  }

  /** What is trained of one tensor of the base model: itself, its A and B, or nothing. */
  List<ParameterSpan> trained(ParameterSpan weight) {
    String module = module(weight.name());
    if (modulesToSave.contains(module)) {
      return List.of(weight);
    }
    if (!targetModules.contains(module)) {
      return List.of();
    }
    List<Long> shape = weight.shape();
    return List.of(
        new ParameterSpan(down(weight.name()), 0, List.of((long) rank, shape.get(1))),
        new ParameterSpan(up(weight.name()), 0, List.of(shape.get(0), (long) rank)));
  }

  /** The name of A for a projection's weight. */
  public static String down(String weight) {
    return branch(weight, ".lora_A");
  }

  /** The name of B for a projection's weight. */
  public static String up(String weight) {
    return branch(weight, ".lora_B");
  }

  private static String branch(String weight, String matrix) {
    return weight.substring(0, weight.length() - WEIGHT.length()) + matrix + WEIGHT;
  }

  /** model.layers.0.self_attn.q_proj.weight → q_proj. */
  private static String module(String weight) {
    String path = weight.substring(0, weight.length() - WEIGHT.length());
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
