package dev.glossa.remote;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.time.Duration;

/** A request that a server did not answer as it should. The message names the server, no key. */
public final class RemoteFailure extends GlossaException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and what that means for other requests. */
  public enum Kind {
    /** No connection. */
    UNREACHABLE(true),
    /** No whole reply in time. */
    TIMEOUT(true),
    /** The connection ended within the reply. */
    CUT(true),
    /** Too many requests, or an error of the server. */
    BUSY(true),
    /** This request is not to its liking. */
    REFUSED(false),
    /** The key, the address or the model's name is wrong: no request will do better. */
    DENIED(false),
    /** A reply that is no JSON, or not of the protocol's shape. */
    GARBAGE(false),
    /** A reply beyond the limit. */
    TOO_LONG(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether the same request may succeed later. */
    public boolean isPassing() {
      return passing;
    }
  }

  private final Kind kind;
  private final Duration retryAfter;

  RemoteFailure(Kind kind, String sentence, Duration retryAfter) {
    super(kind == Kind.DENIED ? ExitCode.USAGE : ExitCode.FAILURE, sentence);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the server asks to wait, or null. */
  Duration retryAfter() {
    return retryAfter;
  }
}
