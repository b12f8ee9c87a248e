package dev.glossa.distributed;

/** Ends a training whose loss is no number, or has jumped far above its running mean. */
final class LossWatch {

  /** The running mean looks back about this many steps, and needs as many before it judges. */
  private static final int MEMORY = 20;

  private final double spikeFactor;
  private double mean = Double.NaN;
  private int seen;

  LossWatch(double spikeFactor) {
    this.spikeFactor = spikeFactor;
  }

  /**
   * @throws DivergedException naming the step; the caller knows the last good checkpoint
   */
  void accept(StepReport report) {
    double loss = report.loss();
    Double norm = report.gradientNorm();
    if (!Double.isFinite(loss) || (norm != null && !Double.isFinite(norm))) {
      throw new DivergedException(
          report.step(), "the loss is %s and the gradient's norm %s".formatted(loss, norm));
    }
    if (spikeFactor > 0 && seen >= MEMORY && loss > spikeFactor * mean + 1) {
      throw new DivergedException(
          report.step(), "the loss jumped from about %.3f to %.3f".formatted(mean, loss));
    }
    mean = seen == 0 ? loss : mean + (loss - mean) / Math.min(seen + 1, MEMORY);
    seen++;
  }

  /** Forgets what it saw, when training goes back. */
  void reset() {
    seen = 0;
  }
}
