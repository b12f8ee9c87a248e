package dev.glossa.evaluate;

/**
 * A question that a model does not answer, as one that is longer than its context. The message says
 * why in one sentence; the question counts as wrong and is listed with it.
 */
public final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnansweredException(String sentence) {
    super(sentence);
  }

  public UnansweredException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** For a question that no prompt is short enough for. */
  static UnansweredException tooLong(int context) {
    return new UnansweredException(
        "The question alone is longer than the model's context of " + context + " tokens.");
  }
}
