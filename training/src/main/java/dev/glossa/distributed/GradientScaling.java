package dev.glossa.distributed;

import dev.glossa.optimize.GradientClipping;
import org.nd4j.linalg.api.ndarray.INDArray;

/** From a summed gradient to the one that an optimizer takes. */
final class GradientScaling {

  private GradientScaling() {}

  /**
   * Divides the gradient by the labelled tokens and scales it, in place, to at most {@code
   * clipNorm} (0: not at all).
   *
   * @return the mean gradient's global norm before clipping
   */
  static double toClippedMean(INDArray gradients, long labelledTokens, double clipNorm) {
    return GradientClipping.scaleAndClip(
        gradients,
        1.0 / Math.max(1, labelledTokens),
        clipNorm > 0 ? clipNorm : Double.POSITIVE_INFINITY);
  }
}
