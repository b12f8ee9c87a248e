package dev.glossa.distributed;

import java.io.Serializable;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Puts an optimizer beside a network; shipped to the executors, where networks are made anew. */
@FunctionalInterface
public interface ReplicaFactory extends Serializable {

  /** A replica over this network's own parameters, with a fresh optimizer. */
  Replica attach(ComputationGraph network);
}
