package dev.glossa.remote;

/**
 * The tokens of a request, as the server counts them.
 *
 * @param prompt read
 * @param completion written
 */
public record TokenUsage(long prompt, long completion) {
  /** Where the server does not count. */
  public static final TokenUsage NONE = new TokenUsage(0, 0);

  /** Both together. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(prompt + other.prompt, completion + other.completion);
  }
}
