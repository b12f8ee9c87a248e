package dev.glossa.checkpoint;

/** A model folder or a training state cannot be read; the message names file, tensor and fault. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
