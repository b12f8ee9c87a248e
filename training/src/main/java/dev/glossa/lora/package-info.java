/**
 * Low-rank adapters on disk, as PEFT keeps them. The way of an adapter: {@link
 * dev.glossa.model.LlamaModel#adapt} makes a model whose parameters are those of a {@link
 * dev.glossa.model.LoraConfig} alone, above {@link dev.glossa.model.FrozenWeights}; it is trained
 * like any model; {@link dev.glossa.lora.AdapterFolder} writes it, and adds it to the whole model
 * that it was trained above.
 */
package dev.glossa.lora;
