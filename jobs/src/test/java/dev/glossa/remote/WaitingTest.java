package dev.glossa.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.job.ByteSize;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
  private final FakeTime time = new FakeTime();

  @Test
  void requestsAreSpacedEvenly() throws InterruptedException {
    Pace pace = new Pace(120, time);
    for (int i = 0; i < 4; i++) {
      pace.await();
    }
    assertThat(time.pauses())
        .containsExactly(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500));
  }

  @Test
  void withoutALimitNobodyWaits() throws InterruptedException {
    Pace pace = new Pace(0, time);
    for (int i = 0; i < 1000; i++) {
      pace.await();
    }
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void nobodyBeginsWhileTheServerAsksToWait() throws InterruptedException {
    Pace pace = new Pace(0, time);
    pace.hold(Duration.ofSeconds(30));
    pace.hold(Duration.ofSeconds(10));
    pace.await();
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void waitsDoubleUpToTheLongestAndTheUpperHalfIsLeftToChance() {
    RemoteSettings settings = new RemoteSettings(1, 0, 9, 1, 1, 2, 10, new ByteSize(1));
    assertThat(List.of(1, 2, 3, 4, 5))
        .extracting(attempt -> new Backoff(settings, () -> 1).after(attempt).toMillis())
        .containsExactly(2000L, 4000L, 8000L, 10_000L, 10_000L);
    assertThat(new Backoff(settings, () -> 0).after(2)).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30                            | 30
          1.5                           | 1.5
          Sun, 06 Nov 1994 08:50:37 GMT | 60
          Sun, 06 Nov 1994 08:00:00 GMT | 0
          soon                          |
          -1                            |
          """)
  void retryAfterIsSecondsOrADate(String value, Double seconds) {
    HttpHeaders headers = HttpHeaders.of(Map.of("retry-after", List.of(value)), (n, v) -> true);
    Duration wait = Backoff.retryAfter(headers, Instant.parse("1994-11-06T08:49:37Z"));
    assertThat(wait == null ? null : wait.toMillis() / 1000.0).isEqualTo(seconds);
  }
}
