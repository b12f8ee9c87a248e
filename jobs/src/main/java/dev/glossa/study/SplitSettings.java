package dev.glossa.study;

import java.util.List;

/**
 * What {@link SplitJob} does.
 *
 * @param input a folder of {@code prepare}
 * @param output the output folder
 * @param languages ISO 639-1 codes of the languages to split
 * @param heldOutPermille share of the documents that is held out, in thousandths
 */
public record SplitSettings(
    String input, String output, List<String> languages, int heldOutPermille) {}
