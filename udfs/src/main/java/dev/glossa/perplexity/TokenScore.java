package dev.glossa.perplexity;

/**
 * What a model thinks of one token after those before it.
 *
 * @param logProbability to base 10, backoffs included
 * @param length tokens of the longest n-gram that was found, this one included
 * @param unknown whether the model does not know the token
 */
public record TokenScore(float logProbability, int length, boolean unknown) {}
