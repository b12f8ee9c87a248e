package dev.glossa.distributed;

/** Training cannot go on; the message is a sentence that names the last good checkpoint. */
public final class TrainingFailedException extends RuntimeException {

  TrainingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
