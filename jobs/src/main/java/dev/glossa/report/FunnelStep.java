package dev.glossa.report;

/**
 * How many documents were left after a step of preparation.
 *
 * @param label what was done: "read", "in a wanted language", "no duplicate", "passed the rules"
 * @param documents how many were left
 */
public record FunnelStep(String label, long documents) {}
