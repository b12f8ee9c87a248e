package dev.glossa.job;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Progress that the Spark UI sees too: the jobs that begin now are described by what is done. */
final class NamedProgress implements Progress {
  private final Progress progress;
  private final SparkContext context;
  private final String job;

  private NamedProgress(Progress progress, SparkContext context, String job) {
    this.progress = progress;
    this.context = context;
    this.job = job;
  }

  /** The same progress where there is no session (null). */
  static Progress of(Progress progress, SparkSession spark, String job) {
    return spark == null ? progress : new NamedProgress(progress, spark.sparkContext(), job);
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
    context.setJobDescription("glossa " + job + ": " + what);
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
