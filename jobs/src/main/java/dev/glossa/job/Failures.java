package dev.glossa.job;

import java.io.IOException;

/** Turns whatever ended a job into one sentence with an exit code. */
final class Failures {
  private Failures() {}

  /** A {@link GlossaException} anywhere among the causes is the answer; else its kind decides. */
  static GlossaException explain(String job, Throwable failure) {
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GlossaException known) {
        return known;
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return new GlossaException(ExitCode.INTERRUPTED, "'" + job + "' was interrupted.", failure);
      }
      deepest = cause;
    }
    String message = deepest.getMessage() == null ? "" : ": " + firstLine(deepest.getMessage());
    if (deepest instanceof OutOfMemoryError) {
      return new GlossaException(
          ExitCode.FAILURE,
          "'" + job + "' ran out of memory" + message + ": give it more by GLOSSA_HEAP.",
          failure);
    }
    String kind = deepest instanceof IOException ? "could not read or write" : "failed";
    return new GlossaException(
        ExitCode.FAILURE,
        "'%s' %s%s (%s).".formatted(job, kind, message, deepest.getClass().getSimpleName()),
        failure);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
