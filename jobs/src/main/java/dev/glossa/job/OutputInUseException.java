package dev.glossa.job;

/**
 * The output is being written by another run, which is told from others by {@link #holder}: this
 * one is refused, or, if it wrote the output before, overtaken.
 */
final class OutputInUseException extends GlossaException {
  private static final long serialVersionUID = 1L;

  private final String holder;

  /**
   * @param holder the other run, for people
   */
  OutputInUseException(ExitCode exitCode, String sentence, String holder) {
    super(exitCode, sentence);
    this.holder = holder;
  }

  String holder() {
    return holder;
  }
}
