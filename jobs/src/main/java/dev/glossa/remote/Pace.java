package dev.glossa.remote;

import java.time.Duration;

/**
 * When requests may begin: evenly spaced, so that no minute has more of them than the rate allows,
 * and none while the server has asked to wait.
 */
final class Pace {
  private final Waiting time;
  private final long spacing;
  private long next;

  /**
   * @param requestsPerMinute 0 for no limit
   */
  Pace(double requestsPerMinute, Waiting time) {
    this.time = time;
    this.spacing = requestsPerMinute == 0 ? 0 : (long) Math.ceil(60e9 / requestsPerMinute);
    this.next = time.nanos();
  }

  /** Returns when the caller's request may begin. */
  void await() throws InterruptedException {
    for (long wait = begin(); wait > 0; wait = begin()) {
      time.pause(Duration.ofNanos(wait));
    }
  }

  /** Takes the next place if its time has come; otherwise the nanoseconds until then. */
  private synchronized long begin() {
    long now = time.nanos();
    if (next - now > 0) {
      return next - now;
    }
    next = now + spacing;
    return 0;
  }

  /** Lets no request begin for some time. */
  synchronized void hold(Duration wait) {
    long end = time.nanos() + wait.toNanos();
    if (end - next > 0) {
      next = end;
    }
  }
}
