package dev.glossa.plan;

import com.sun.management.OperatingSystemMXBean;
import dev.glossa.job.GlossaException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * What a job took.
 *
 * @param seconds from its beginning to its end; where other programs kept the cores of embedded
 *     Spark busy no more than its process computed, since no core of it rests for long
 * @param taskSeconds seconds of cores that its tasks had, with those in which garbage collection
 *     held them up, but without those in which other programs did
 * @param localBytes that it put on executors' local disks, for shuffles and where memory ended
 * @param writtenBytes that its tasks wrote into its folder, also for a while
 */
record JobRun(double seconds, double taskSeconds, long localBytes, long writtenBytes) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

  /** Runs the job, alone in its session. */
  static JobRun of(SparkSession spark, Runnable job) {
    Tasks tasks = new Tasks();
    spark.sparkContext().addSparkListener(tasks);
    try {
      long started = System.nanoTime();
      long computed = processNanoseconds();
      job.run();
      long nanoseconds = System.nanoTime() - started;
      if (spark.sparkContext().isLocal()) {
        nanoseconds = Math.min(nanoseconds, processNanoseconds() - computed);
      }
      double seconds = nanoseconds / 1e9;
      // Spark tells listeners of tasks a little later.
      spark.sparkContext().listenerBus().waitUntilEmpty(LONGEST_DELAY.toMillis());
      return tasks.run(seconds);
    } catch (TimeoutException e) {
      throw GlossaException.failure(
          "Spark has not said within %d seconds what its tasks took: run the plan again.",
          LONGEST_DELAY.toSeconds());
    } finally {
      spark.sparkContext().removeSparkListener(tasks);
    }
  }

  /** Processor time of all threads of this process. */
  private static long processNanoseconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static final class Tasks extends SparkListener {
    private long cpuNanoseconds;
    private long gcMilliseconds;
    private long local;
    private long written;

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      TaskMetrics metrics = end.taskMetrics();
      if (metrics != null) {
        cpuNanoseconds += metrics.executorCpuTime();
        gcMilliseconds += metrics.jvmGCTime();
        local += metrics.shuffleWriteMetrics().bytesWritten() + metrics.diskBytesSpilled();
        written += metrics.outputMetrics().bytesWritten();
      }
    }

    private synchronized JobRun run(double seconds) {
      return new JobRun(seconds, cpuNanoseconds / 1e9 + gcMilliseconds / 1e3, local, written);
    }
  }
}
