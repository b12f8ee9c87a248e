package dev.glossa.language.fasttext;

/**
 * A label and how likely it is.
 *
 * @param label as the model has it, such as {@code __label__hi}
 * @param probability as fastText gives it: e<sup>log(p + 1e-5)</sup>, so that it can pass 1 by 1e-5
 */
public record Prediction(String label, float probability) {}
