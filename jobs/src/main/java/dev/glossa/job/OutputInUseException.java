package dev.glossa.job;

/** The output is being written by another run, which is told from others by {@link #holder}. */
final class OutputInUseException extends GlossaException {
  private static final long serialVersionUID = 1L;

  private final String holder;

  /**
   * @param holder the other run, for people
   */
  OutputInUseException(String sentence, String holder) {
    super(ExitCode.USAGE, sentence);
    this.holder = holder;
  }

  String holder() {
    return holder;
  }
}
