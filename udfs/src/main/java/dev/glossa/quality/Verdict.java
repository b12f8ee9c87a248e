package dev.glossa.quality;

/**
 * What a rule found.
 *
 * @param rule name of the rule
 * @param value what it measured
 * @param bound what it was held to
 * @param failed whether the document fails the rule
 */
public record Verdict(String rule, double value, double bound, boolean failed) {}
