package dev.glossa.optimize;

import dev.glossa.model.Kernels;
import java.io.Serializable;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Clipping by the norm over all gradients, as {@code torch.nn.utils.clip_grad_norm_} does it. As a
 * listener it clips where Deeplearning4j itself trains.
 */
public final class GradientClipping extends BaseTrainingListener implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double EPSILON = 1e-6;

  private final double maxNorm;

  /**
   * @param maxNorm largest norm that is left as it is; infinity clips nothing
   */
  public GradientClipping(double maxNorm) {
    this.maxNorm = maxNorm;
  }

  /**
   * Scales the gradients down, in place, if their norm is above the limit.
   *
   * @return the norm before
   */
  public static double clip(INDArray gradients, double maxNorm) {
    return scaleAndClip(gradients, 1, maxNorm);
  }

  /**
   * Multiplies the gradients, in place, by a factor, and scales them down if their norm is then
   * above the limit.
   *
   * @return the norm before it is held to the limit
   */
  public static double scaleAndClip(INDArray gradients, double factor, double maxNorm) {
    double norm = factor * Math.sqrt(Kernels.of(gradients.dataType()).squaredNorm(gradients));
    double limit = maxNorm / (norm + EPSILON);
    double scale = limit < 1 ? factor * limit : factor;
    // One pass: on a large model it takes as long as memory does.
    if (scale != 1) {
      gradients.muli(scale);
    }
    return norm;
  }

  @Override
  public void onGradientCalculation(Model model) {
    clip(model.gradient().gradient(), maxNorm);
  }
}
