package dev.glossa.distributed;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A copy of a model together with an optimizer of its own. Every logical worker has one; in the
 * synchronous mode the driver's takes the steps. A replica is used by one thread at a time.
 */
public interface Replica {

  /** The flat parameters, [n], contiguous; the model sees what is written here. */
  INDArray parameters();

  /** The flat gradients, [n], contiguous; overwritten by every {@link #backward}. */
  INDArray gradients();

  /**
   * Forward and backward over one batch. Writes the gradient of the loss <em>summed</em> over the
   * labelled tokens, so that gradients of several batches and workers may be added before they are
   * divided by all labelled tokens.
   *
   * @param pass the batch's number among those of the training, from which all randomness is drawn
   */
  BatchLoss backward(MultiDataSet batch, int pass);

  /**
   * Makes zero what the gradients have for parameters that do not learn in this step; comes before
   * gradients are scaled and clipped, and before {@link #step}.
   *
   * @param step its number, from 0, among those of the training
   */
  default void restrict(long step) {}

  /** One optimizer step with {@link #gradients} as they stand. */
  void step(double learningRate);

  /** The optimizer's arrays by name (AdamW: m and v), live: written in place when restored. */
  Map<String, INDArray> optimizerState();

  /** How many steps the optimizer has taken. */
  long optimizerSteps();

  /** Sets the step count, after {@link #optimizerState} has been written. */
  void restoreOptimizerSteps(long steps);
}
