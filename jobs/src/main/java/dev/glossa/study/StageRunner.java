package dev.glossa.study;

import dev.glossa.job.Job;
import dev.glossa.job.Progress;
import org.apache.spark.sql.SparkSession;

/** Runs the stages of a larger job one after the other, each shown as a line of its own. */
final class StageRunner {
  private final SparkSession spark;
  private final Progress progress;
  private final int stages;
  private int current;

  /**
   * @param stages how many stages there will be
   */
  StageRunner(SparkSession spark, Progress progress, int stages) {
    this.spark = spark;
    this.progress = progress;
    this.stages = stages;
  }

  /** Runs the stage, or takes what an earlier run of it left. */
  <R extends Record> R run(String stage, Job<R> job) {
    current++;
    Progress line = new StageProgress("%2d/%d %s".formatted(current, stages, stage), progress);
    if (job.isFinished()) {
      line.begin(stage, -1, "");
      line.end("before");
    }
    return job.run(job.needsSpark() ? spark : null, false, line);
  }
}
