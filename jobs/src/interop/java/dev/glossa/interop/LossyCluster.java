package dev.glossa.interop;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A cluster of two executors, of which one is killed while a command runs. */
final class LossyCluster {
  private final LocalCluster cluster;
  private final Random random;

  LossyCluster(LocalCluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  /** A command that may be run on this cluster, with its own output folder for each attempt. */
  interface Attempt {
    void run(int number) throws Exception;
  }

  /**
   * Runs a command until an executor was killed in one of its runs, all of which end well.
   *
   * @param longest milliseconds after the start of both executors within which the kill falls
   * @return the number of the run with the kill
   */
  int killingAnExecutor(long longest, Attempt attempt) throws Exception {
    for (int number = 0; ; number++) {
      int run = number;
      CompletableFuture<Void> job =
          CompletableFuture.runAsync(
              () -> {
                try {
                  attempt.run(run);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      boolean killed = killed(job, random.nextLong(longest));
      job.get();
      if (killed) {
        return number;
      }
    }
  }

  /** Kills one so long after all have started, unless the command has ended before. */
  private boolean killed(CompletableFuture<Void> job, long moment) throws Exception {
    while (!job.isDone() && cluster.executors().size() < 2) {
      Thread.sleep(100);
    }
    Thread.sleep(moment);
    List<ProcessHandle> executors = cluster.executors();
    return !job.isDone()
        && executors.size() == 2
        && executors.get(random.nextInt(2)).destroyForcibly();
  }
}
