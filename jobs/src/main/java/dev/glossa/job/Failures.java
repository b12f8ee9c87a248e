package dev.glossa.job;

import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.model.BackendUnavailableException;
import dev.glossa.tokenizer.InvalidTokenizerException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkException;

/** Turns whatever ended a job into one sentence with an exit code. */
final class Failures {
  /** What Spark says of its jobs when a signal ends the process. */
  private static final String SHUT_DOWN = "SparkContext was shut down";

  private Failures() {}

  /** A {@link GlossaException} anywhere among the causes is the answer; else its kind decides. */
  static GlossaException explain(String job, Throwable failure) {
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GlossaException known) {
        return known;
      }
      if (cause instanceof BackendUnavailableException) {
        return new GlossaException(ExitCode.FAILURE, cause.getMessage(), failure);
      }
      if (cause instanceof CheckpointException || cause instanceof InvalidTokenizerException) {
        return new GlossaException(ExitCode.BAD_INPUT, cause.getMessage(), failure);
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return interrupted(job, failure);
      }
      if (cause instanceof SparkException
          && String.valueOf(cause.getMessage()).contains(SHUT_DOWN)) {
        return interrupted(job, failure);
      }
      deepest = cause;
    }
    Optional<String> refused = StoreFailure.sentence(failure, "what '" + job + "' reads or writes");
    if (refused.isPresent()) {
      return new GlossaException(ExitCode.FAILURE, refused.get(), failure);
    }
    String message = deepest.getMessage() == null ? "" : ": " + firstLine(deepest.getMessage());
    if (deepest instanceof OutOfMemoryError) {
      return new GlossaException(
          ExitCode.FAILURE,
          "'" + job + "' ran out of memory" + message + ": give it more by GLOSSA_HEAP.",
          failure);
    }
    if (deepest instanceof IncompatibleClassChangeError
        || deepest instanceof ClassNotFoundException) {
      return new GlossaException(
          ExitCode.FAILURE,
          "'%s' met a library of another version than it needs%s (%s): bin/glossa knows which jars go with each Spark."
              .formatted(job, message, deepest.getClass().getSimpleName()),
          failure);
    }
    String kind = deepest instanceof IOException ? "could not read or write" : "failed";
    return new GlossaException(
        ExitCode.FAILURE,
        "'%s' %s%s (%s).".formatted(job, kind, message, deepest.getClass().getSimpleName()),
        failure);
  }

  /** A job that was stopped from outside. */
  static GlossaException interrupted(String job, Throwable failure) {
    return new GlossaException(
        ExitCode.INTERRUPTED, "'" + job + "' was interrupted: run it again.", failure);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
