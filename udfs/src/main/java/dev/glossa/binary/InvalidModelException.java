package dev.glossa.binary;

/**
 * A model file that cannot be used. The message is one sentence that names the fault; who reads the
 * file puts its name before it.
 */
public final class InvalidModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidModelException(String message) {
    super(message);
  }
}
