package dev.glossa.distributed;

import org.apache.spark.api.java.JavaRDD;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** How the trainer makes workers learn together; after every call the model has the new weights. */
interface Synchronization {

  /** Optimizer steps taken since the training's beginning. */
  long completedSteps();

  /** Takes the steps that these batches are for, one partition a worker. */
  void fit(JavaRDD<MultiDataSet> batches, long from, long to);

  /**
   * Goes on from the model's weights after this many steps.
   *
   * @param folder of the checkpoint with the optimizers' states; null: fresh ones
   */
  void restore(long steps, String folder);

  /** Writes the optimizers' states into the checkpoint. */
  void save(String folder);

  /** Frees what is held on the executors. */
  void release();
}
