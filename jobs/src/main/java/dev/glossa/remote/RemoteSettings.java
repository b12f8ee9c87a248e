package dev.glossa.remote;

import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import java.io.Serializable;

/**
 * How a server is asked. None of these decides what it answers.
 *
 * @param concurrency requests at a time
 * @param requestsPerMinute requests that begin in a minute, evenly spaced; 0 for no limit
 * @param attempts how often a request is sent at most
 * @param connectTimeoutSeconds how long a connection may take
 * @param requestTimeoutSeconds how long a whole reply may take
 * @param backoffSeconds the wait before the second attempt, doubled before each further one
 * @param longestWaitSeconds the longest wait between attempts
 * @param maxReplySize a longer reply is a failure
 */
public record RemoteSettings(
    int concurrency,
    double requestsPerMinute,
    int attempts,
    double connectTimeoutSeconds,
    double requestTimeoutSeconds,
    double backoffSeconds,
    double longestWaitSeconds,
    ByteSize maxReplySize)
    implements Serializable {

  public RemoteSettings {
    require("concurrency", concurrency, concurrency >= 1);
    require("requests-per-minute", requestsPerMinute, requestsPerMinute >= 0);
    require("attempts", attempts, attempts >= 1);
    require("connect-timeout-seconds", connectTimeoutSeconds, connectTimeoutSeconds > 0);
    require("request-timeout-seconds", requestTimeoutSeconds, requestTimeoutSeconds > 0);
    require("backoff-seconds", backoffSeconds, backoffSeconds >= 0);
    require("longest-wait-seconds", longestWaitSeconds, longestWaitSeconds >= backoffSeconds);
    require("max-reply-size", maxReplySize.bytes(), maxReplySize.bytes() >= 1);
  }

  private static void require(String key, double value, boolean holds) {
    if (!holds) {
      throw GlossaException.usage("'remote.%s' cannot be %s.", key, value);
    }
  }
}
