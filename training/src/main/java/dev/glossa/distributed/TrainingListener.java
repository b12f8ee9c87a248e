package dev.glossa.distributed;

/** Hears how a training goes; called on the driver, in order. */
public interface TrainingListener {

  /** Training begins, or goes on after this many steps of an earlier run. */
  void begun(long step);

  /** A step is done. */
  void step(StepMetrics metrics);

  /** Training went back to this step because a worker was lost; later steps come again. */
  void wentBack(long step, String reason);

  /** After this step a worker was lost, and another took its place with a fresh optimizer. */
  void replaced(long step, int worker, String reason);

  /** A checkpoint is complete. */
  void checkpoint(long step, String folder);
}
