package dev.glossa.remote;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time, as far as a client waits for it. */
interface Waiting {
  /** The clock of the machine. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
      };

  /** Nanoseconds since some moment. */
  long nanos();

  void pause(Duration time) throws InterruptedException;
}
