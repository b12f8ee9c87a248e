package dev.glossa.generation;

/**
 * What {@link GenerateJob} made.
 *
 * @param prompts lines of the input
 * @param tokens new tokens of all of them
 */
public record GenerateResult(long prompts, long tokens) {}
