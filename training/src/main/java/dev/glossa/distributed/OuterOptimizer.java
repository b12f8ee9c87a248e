package dev.glossa.distributed;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DiLoCo's outer optimizer: SGD with Nesterov momentum over pseudo-gradients, as PyTorch defines it
 * (arXiv 2311.08105): v ← μ·v + g; θ ← θ − η·(g + μ·v).
 */
final class OuterOptimizer {

  private final double learningRate;
  private final double momentum;
  private INDArray velocity;

  OuterOptimizer(double learningRate, double momentum) {
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  /** v, made of zeros at first use. */
  INDArray velocity(INDArray parameters) {
    if (velocity == null) {
      velocity = Nd4j.zeros(parameters.dataType(), parameters.length());
    }
    return velocity;
  }

  /** Changes the parameters in place; the pseudo-gradient is used up. */
  void step(INDArray parameters, INDArray pseudoGradient) {
    if (momentum > 0) {
      INDArray v = velocity(parameters);
      v.muli(momentum).addi(pseudoGradient);
      pseudoGradient.addi(v.mul(momentum));
    }
    parameters.subi(pseudoGradient.muli(learningRate));
  }
}
