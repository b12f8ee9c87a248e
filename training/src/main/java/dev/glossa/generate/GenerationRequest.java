package dev.glossa.generate;

/**
 * What is to be continued.
 *
 * @param prompt at least one token
 * @param settings how tokens are chosen, and when to stop
 */
public record GenerationRequest(int[] prompt, SamplingSettings settings) {

  /** Tokens of the longest sequence that may come of it. */
  long longest() {
    return (long) prompt.length + settings.maxNewTokens();
  }
}
