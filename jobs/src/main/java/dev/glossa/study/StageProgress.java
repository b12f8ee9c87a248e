package dev.glossa.study;

import dev.glossa.job.Progress;

/** The progress of one stage among several, shown under the stage's own name. */
final class StageProgress implements Progress {
  private final String stage;
  private final Progress progress;

  StageProgress(String stage, Progress progress) {
    this.stage = stage;
    this.progress = progress;
  }

  @Override
  public void begin(String task, long total, String unit) {
    progress.begin(stage, total, unit);
  }

  @Override
  public void step(String what) {
    progress.step(what);
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
