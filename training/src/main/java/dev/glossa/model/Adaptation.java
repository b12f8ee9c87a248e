package dev.glossa.model;

import java.io.Serializable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What makes a model one of adapters: only they are its parameters.
 *
 * @param lora which adapters there are
 * @param base all other weights
 * @param precision in what they are kept
 */
public record Adaptation(
    @JsonProperty("lora") LoraConfig lora,
    @JsonProperty("base") FrozenWeights base,
    @JsonProperty("precision") BasePrecision precision)
    implements Serializable {

  /** Adapters above weights that are kept as they are computed with. */
  public Adaptation(LoraConfig lora, FrozenWeights base) {
    this(lora, base, BasePrecision.FLOAT32);
  }
}
