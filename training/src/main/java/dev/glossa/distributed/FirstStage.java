package dev.glossa.distributed;

import dev.glossa.model.ParameterSpan;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The first steps of a training, in which only some parameters learn, and the others stay as they
 * are.
 *
 * @param steps how many
 * @param trained the parameters that learn, by their place in the flat vector, in its order
 */
public record FirstStage(long steps, List<ParameterSpan> trained) implements Serializable {

  public FirstStage {
    trained = List.copyOf(trained);
  }

  /** Whether a step, counted from 0, is one of these. */
  boolean holds(long step) {
    return step < steps;
  }

  /** Makes the gradient of what does not learn zero. */
  void restrict(INDArray gradients) {
    long from = 0;
    for (ParameterSpan span : trained) {
      zero(gradients, from, span.offset());
      from = span.end();
    }
    zero(gradients, from, gradients.length());
  }

  private static void zero(INDArray flat, long from, long to) {
    if (from < to) {
      flat.get(NDArrayIndex.interval(from, to)).assign(0);
    }
  }
}
