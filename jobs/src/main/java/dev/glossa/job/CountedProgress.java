package dev.glossa.job;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.LongAccumulator;

/** Shows what tasks count, every second, until it is closed. */
public final class CountedProgress implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param counted by tasks, of which some may run twice
   * @param total that is shown at most; negative if nobody knows
   */
  public CountedProgress(LongAccumulator counted, long total, Progress progress) {
    clock.scheduleWithFixedDelay(
        () -> progress.advanceTo(total < 0 ? counted.value() : Math.min(total, counted.value())),
        1,
        1,
        TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
