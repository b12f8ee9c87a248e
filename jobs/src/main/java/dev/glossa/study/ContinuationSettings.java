package dev.glossa.study;

import java.util.List;

/**
 * What {@link ContinuationJob} does.
 *
 * @param model a Hugging Face folder
 * @param prompts beginnings of texts
 * @param output the output folder
 * @param maxNewTokens tokens written at most
 */
public record ContinuationSettings(
    String model, List<String> prompts, String output, int maxNewTokens) {}
