package dev.glossa.job;

import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress that the Spark UI and the log see too: the jobs that begin now are described by what is
 * done, and so are the lines that are written.
 */
final class NamedProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(NamedProgress.class);

  private final Progress progress;
  private final Optional<SparkContext> context;
  private final String job;

  /**
   * @param spark null where there is no session
   */
  NamedProgress(Progress progress, SparkSession spark, String job) {
    this.progress = progress;
    this.context = Optional.ofNullable(spark).map(SparkSession::sparkContext);
    this.job = job;
  }

  @Override
  public void begin(String task, long total, String unit) {
    describe(task);
    progress.begin(task, total, unit);
  }

  @Override
  public void step(String what) {
    describe(what);
    progress.step(what);
  }

  private void describe(String what) {
    context.ifPresent(spark -> spark.setJobDescription("glossa " + job + ": " + what));
    if (LogContext.isOf(job)) {
      LogContext.stage(what);
      LOG.info("'{}': {}", job, what);
    }
  }

  @Override
  public void advanceTo(long done) {
    progress.advanceTo(done);
  }

  @Override
  public void end(String summary) {
    progress.end(summary);
  }
}
