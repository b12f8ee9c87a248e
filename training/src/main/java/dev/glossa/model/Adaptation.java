package dev.glossa.model;

import java.io.Serializable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What makes a model one of adapters: only they are its parameters.
 *
 * @param lora which adapters there are
 * @param base all other weights
 */
public record Adaptation(
    @JsonProperty("lora") LoraConfig lora, @JsonProperty("base") FrozenWeights base)
    implements Serializable {}
