package dev.glossa.vocabulary;

import dev.glossa.job.Progress;
import java.util.function.LongConsumer;

/** A progress that hands on how many merges there are. */
final class MergeProgress {

  private MergeProgress() {}

  static Progress to(LongConsumer merges) {
    return new Progress() {
      @Override
      public void begin(String task, long total, String unit) {}

      @Override
      public void step(String what) {}

      @Override
      public void advanceTo(long done) {
        merges.accept(done);
      }

      @Override
      public void end(String summary) {}
    };
  }

  /** Ends the job with an error as soon as there are so many. */
  static Progress breakingOffAt(long limit) {
    return to(
        merges -> {
          if (merges >= limit) {
            throw new IllegalStateException("broken off by the test");
          }
        });
  }
}
