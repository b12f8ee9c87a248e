package dev.glossa.distributed;

import dev.glossa.optimize.LearningRateSchedule;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Makes a network that Deeplearning4j itself can fit, with the optimizer inside. */
@FunctionalInterface
public interface FittingNetwork {

  /** A network of its own with the same weights. */
  ComputationGraph with(LearningRateSchedule schedule);
}
