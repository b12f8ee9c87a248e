package dev.glossa.model;

/**
 * ND4J cannot run here: no backend on the class path, no natives for this platform, or CUDA without
 * a usable device. The message is one sentence with the remedy; the command line maps this type to
 * exit code 4.
 */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
