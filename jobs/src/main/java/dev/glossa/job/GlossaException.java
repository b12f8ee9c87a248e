package dev.glossa.job;

/**
 * A failure that a person can mend. The message is one sentence that names the offending thing and
 * the remedy; the command line prints it alone, without a stack trace, and ends with {@link
 * #exitCode()}.
 */
public class GlossaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public GlossaException(ExitCode exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  public GlossaException(ExitCode exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** Wrong usage or configuration; also a path that matches nothing. */
  public static GlossaException usage(String sentence, Object... arguments) {
    return new GlossaException(ExitCode.USAGE, sentence.formatted(arguments));
  }

  /** Bad input beyond the limit, or no document at all. */
  public static GlossaException badInput(String sentence, Object... arguments) {
    return new GlossaException(ExitCode.BAD_INPUT, sentence.formatted(arguments));
  }

  /** Anything else that ends the work: NaN, a missing device, a full disk. */
  public static GlossaException failure(String sentence, Object... arguments) {
    return new GlossaException(ExitCode.FAILURE, sentence.formatted(arguments));
  }

  /** A value that was required and not met. */
  public static GlossaException requirement(String sentence, Object... arguments) {
    return new GlossaException(ExitCode.REQUIREMENT, sentence.formatted(arguments));
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
