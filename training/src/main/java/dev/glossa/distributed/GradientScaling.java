package dev.glossa.distributed;

import org.nd4j.linalg.api.ndarray.INDArray;

/** From a summed gradient to the one that an optimizer takes. */
final class GradientScaling {

  /** As in PyTorch's clip_grad_norm_. */
  private static final double EPSILON = 1e-6;

  private GradientScaling() {}

  /**
   * Divides the gradient by the labelled tokens and scales it, in place, to at most {@code
   * clipNorm} (0: not at all).
   *
   * @return the mean gradient's global norm before clipping
   */
  static double toClippedMean(INDArray gradients, long labelledTokens, double clipNorm) {
    double mean = labelledTokens == 0 ? 1 : 1.0 / labelledTokens;
    double norm = gradients.norm2Number().doubleValue() * mean;
    double clip = clipNorm > 0 ? Math.min(1, clipNorm / (norm + EPSILON)) : 1;
    gradients.muli(mean * clip);
    return norm;
  }
}
