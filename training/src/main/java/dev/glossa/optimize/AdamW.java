package dev.glossa.optimize;

import dev.glossa.model.Kernels;
import dev.glossa.model.Kernels.AdamWCoefficients;
import dev.glossa.model.ParameterSpan;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * AdamW (Loshchilov and Hutter 2019) over a flat parameter vector, in the form of {@code
 * torch.optim.AdamW}: decoupled decay first, epsilon beside the corrected root. Weight decay spares
 * norms and the embedding ({@link ParameterSpan#decays}).
 */
public final class AdamW {

  /**
   * The constants of AdamW.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay share of the learning rate by which weights shrink in a step
   */
  public record Settings(double beta1, double beta2, double epsilon, double weightDecay)
      implements Serializable {
    /** What LLaMA-like models are commonly trained with: 0.9, 0.95, 1e-8, 0.1. */
    public static Settings usual() {
      return new Settings(0.9, 0.95, 1e-8, 0.1);
    }

    /** Checks the ranges. */
    public Settings {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "AdamW's betas must lie in [0, 1); found " + beta1 + " and " + beta2 + ".");
      }
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("AdamW's epsilon must be positive; found " + epsilon);
      }
      if (!(weightDecay >= 0)) {
        throw new IllegalArgumentException(
            "The weight decay must not be negative; found " + weightDecay);
      }
    }
  }

  private final Settings settings;
  private final List<ParameterSpan> layout;
  private final Kernels kernels;
  private final INDArray firstMoment;
  private final INDArray secondMoment;
  private long steps;

  /**
   * An optimizer at step 0.
   *
   * @param layout the parameters in the flat vector, without gaps
   * @param type data type of parameters, gradients and moments
   */
  public AdamW(Settings settings, List<ParameterSpan> layout, DataType type) {
    this.settings = settings;
    this.layout = List.copyOf(layout);
    this.kernels = Kernels.of(type);
    long length = layout.get(layout.size() - 1).end();
    this.firstMoment = Nd4j.zeros(type, length);
    this.secondMoment = Nd4j.zeros(type, length);
  }

  /**
   * One step, in place.
   *
   * @param parameters flat, [length]
   * @param gradients of the mean loss, already clipped; left as they are
   */
  public void step(INDArray parameters, INDArray gradients, double learningRate) {
    step(parameters, gradients, learningRate, layout);
  }

  /**
   * One step of some parameters, in place; the others and their moments stay as they are.
   *
   * @param some their places in the flat vector
   */
  public void step(
      INDArray parameters, INDArray gradients, double learningRate, List<ParameterSpan> some) {
    steps++;
    double correction1 = 1 - Math.pow(settings.beta1(), steps);
    double correction2 = 1 - Math.pow(settings.beta2(), steps);
    for (ParameterSpan span : some) {
      AdamWCoefficients coefficients =
          new AdamWCoefficients(
              learningRate,
              span.decays() ? settings.weightDecay() : 0,
              settings.beta1(),
              settings.beta2(),
              settings.epsilon(),
              correction1,
              correction2);
      kernels.adamW(
          part(parameters, span),
          part(gradients, span),
          part(firstMoment, span),
          part(secondMoment, span),
          coefficients);
    }
  }

  /** Steps done. */
  public long steps() {
    return steps;
  }

  /** The first moment, flat; a view, not a copy. */
  public INDArray firstMoment() {
    return firstMoment;
  }

  /** The second moment, flat; a view, not a copy. */
  public INDArray secondMoment() {
    return secondMoment;
  }

  /** Continues from a saved state. */
  public void restore(INDArray first, INDArray second, long stepsDone) {
    if (first.length() != firstMoment.length() || second.length() != secondMoment.length()) {
      throw new IllegalArgumentException(
          "The optimizer state has "
              + first.length()
              + " and "
              + second.length()
              + " moments; the model has "
              + firstMoment.length()
              + " parameters.");
    }
    firstMoment.assign(first);
    secondMoment.assign(second);
    steps = stepsDone;
  }

  private static INDArray part(INDArray flat, ParameterSpan span) {
    return flat.get(NDArrayIndex.interval(span.offset(), span.end()));
  }
}
