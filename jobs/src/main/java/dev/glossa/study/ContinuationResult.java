package dev.glossa.study;

/**
 * @param texts how many texts were written
 */
public record ContinuationResult(long texts) {}
