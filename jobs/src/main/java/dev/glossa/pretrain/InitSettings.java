package dev.glossa.pretrain;

/**
 * What {@link InitJob} does: new weights from {@code config}, or {@code model} grown.
 *
 * @param config a config.json, a file of conf/models, or the name of one; null to grow a model
 * @param model the model to grow; null for new weights
 * @param tokenizer the tokenizer of the result
 * @param output the model folder to write
 * @param newRows how rows of new pieces start: mean, random or zero-noise
 * @param seed of the new weights
 */
public record InitSettings(
    String config, String model, String tokenizer, String output, String newRows, long seed) {}
