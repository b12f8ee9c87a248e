package dev.glossa.job;

import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What one thread does, with the jobs of Spark that it begins, as far as another thread can stop
 * it: these are cancelled, and the thread is interrupted.
 */
final class StoppableRun implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final Optional<SparkContext> context;
  private final String id;
  private boolean isStopped;
  private boolean hasEnded;

  /**
   * Begins in this thread.
   *
   * @param spark null where there is no session
   * @param id of the run, by which its jobs of Spark are known
   */
  StoppableRun(SparkSession spark, String id) {
    this.context = Optional.ofNullable(spark).map(SparkSession::sparkContext);
    this.id = id;
    context.ifPresent(each -> each.addJobTag(id));
  }

  /** Stops it unless it has ended; may be called again where an interruption was passed over. */
  synchronized void stop() {
    if (!hasEnded) {
      isStopped = true;
      thread.interrupt();
      context.ifPresent(each -> each.cancelJobsWithTag(id));
    }
  }

  /** Ends it, in its own thread, which is left as it would be without the interruption. */
  @Override
  public synchronized void close() {
    hasEnded = true;
    context.ifPresent(each -> each.removeJobTag(id));
    if (isStopped) {
      Thread.interrupted();
    }
  }
}
