package dev.glossa.distributed;

/**
 * A worker's optimizer state is gone or stands elsewhere than it should: go back to a checkpoint.
 */
public final class WorkerLostException extends RuntimeException {

  WorkerLostException(String message) {
    super(message);
  }
}
