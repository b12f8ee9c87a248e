package dev.glossa.tokenizer;

/**
 * A tokenizer file that cannot be used. The message is one sentence that names the fault; who reads
 * the file puts its name before it.
 */
public final class InvalidTokenizerException extends IllegalArgumentException {

  public InvalidTokenizerException(String message) {
    super(message);
  }

  public InvalidTokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
