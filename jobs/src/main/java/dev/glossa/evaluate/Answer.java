package dev.glossa.evaluate;

/**
 * What a model answered.
 *
 * @param text the answer, without end tokens and without a stop text and what follows it
 * @param promptTokens tokens of the question with all that stands before it
 * @param newTokens tokens that the model wrote, an end token included
 * @param finishReason why it stopped: {@code stop}, {@code length}, or what a server calls it
 */
public record Answer(String text, long promptTokens, long newTokens, String finishReason) {}
