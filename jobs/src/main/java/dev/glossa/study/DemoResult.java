package dev.glossa.study;

/**
 * How the demo ended.
 *
 * @param target the language that the model was moved to
 * @param best which way of further pretraining was tuned: original, extended or mixed
 * @param targetBitsPerByteBefore of the base model on held-out text of the target
 * @param targetBitsPerByteAfter of the best model
 * @param englishBitsPerByteBefore of the base model on held-out English
 * @param englishBitsPerByteAfter of the best model
 */
public record DemoResult(
    String target,
    String best,
    double targetBitsPerByteBefore,
    double targetBitsPerByteAfter,
    double englishBitsPerByteBefore,
    double englishBitsPerByteAfter) {}
