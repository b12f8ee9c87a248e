package dev.glossa.distributed;

/** How workers learn together. */
public enum Method {
  /**
   * Local steps with local optimizers, then an outer Nesterov step: {@link DilocoTrainingMaster}.
   */
  DILOCO,
  /** dl4j-spark's ParameterAveragingTrainingMaster, for comparison. */
  AVERAGING,
  /** One optimizer step along the summed gradients: {@link SynchronousTrainingMaster}. */
  SYNCHRONOUS
}
