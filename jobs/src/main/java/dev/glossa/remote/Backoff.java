package dev.glossa.remote;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.DoubleSupplier;

/**
 * The waits between attempts: doubled each time, with the upper half left to chance so that clients
 * that failed together do not come back together.
 */
final class Backoff {
  private final double first;
  private final double longest;
  private final DoubleSupplier chance;

  /**
   * @param chance numbers from 0 to 1
   */
  Backoff(RemoteSettings settings, DoubleSupplier chance) {
    this.first = settings.backoffSeconds();
    this.longest = settings.longestWaitSeconds();
    this.chance = chance;
  }

  /**
   * The wait after an attempt.
   *
   * @param attempt its number, from 1
   */
  Duration after(int attempt) {
    double most = Math.min(longest, first * Math.pow(2, attempt - 1));
    return seconds(most * (0.5 + 0.5 * chance.getAsDouble()));
  }

  Duration longest() {
    return seconds(longest);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** What Retry-After says (RFC 9110, 10.2.3: seconds or a date), or null. */
  static Duration retryAfter(HttpHeaders headers, Instant now) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    try {
      if (value.matches("\\d{1,9}(\\.\\d+)?")) {
        return seconds(Double.parseDouble(value));
      }
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
