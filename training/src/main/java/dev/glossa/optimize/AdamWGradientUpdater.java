package dev.glossa.optimize;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Turns gradients into the updates that Deeplearning4j subtracts, by AdamW without its decay. */
final class AdamWGradientUpdater implements GradientUpdater<AdamWUpdater> {
  private static final String FIRST_MOMENT = "M";
  private static final String SECOND_MOMENT = "V";

  private final AdamWUpdater config;
  private INDArray firstMoment;
  private INDArray secondMoment;

  AdamWGradientUpdater(AdamWUpdater config) {
    this.config = config;
  }

  @Override
  public AdamWUpdater getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    firstMoment = state.get(FIRST_MOMENT);
    secondMoment = state.get(SECOND_MOMENT);
    if (initialize) {
      firstMoment.assign(0);
      secondMoment.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(FIRST_MOMENT, firstMoment, SECOND_MOMENT, secondMoment);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    INDArray flat = view.reshape(view.length());
    long half = flat.length() / 2;
    firstMoment = flat.get(NDArrayIndex.interval(0, half));
    secondMoment = flat.get(NDArrayIndex.interval(half, 2 * half));
    if (initialize) {
      flat.assign(0);
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    double correction1 = 1 - Math.pow(config.beta1(), iteration + 1.0);
    double correction2 = 1 - Math.pow(config.beta2(), iteration + 1.0);
    firstMoment.muli(config.beta1()).addi(gradient.mul(1 - config.beta1()));
    secondMoment.muli(config.beta2()).addi(gradient.mul(gradient).muli(1 - config.beta2()));
    INDArray root =
        Transforms.sqrt(secondMoment, true).divi(Math.sqrt(correction2)).addi(config.epsilon());
    gradient.assign(
        firstMoment.mul(config.getLearningRate(iteration, epoch) / correction1).divi(root));
  }
}
