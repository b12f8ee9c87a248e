package dev.glossa.evaluate;

import java.util.List;

/**
 * What {@link CompareJob} does.
 *
 * @param input two output folders of evaluations
 * @param output the output folder
 * @param resamples how often the items are drawn anew
 * @param seed of the draws
 */
public record CompareSettings(List<String> input, String output, int resamples, long seed) {}
