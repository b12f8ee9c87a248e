package dev.glossa.distributed;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A small dense classifier with plain SGD, or SGD with a momentum that stands for any state. */
final class DenseReplica implements Replica {

  static final ReplicaFactory SGD = network -> new DenseReplica(network, 0);
  static final ReplicaFactory MOMENTUM = network -> new DenseReplica(network, 0.9);

  private final ComputationGraph network;
  private final INDArray parameters;
  private final INDArray gradients;
  private final INDArray velocity;
  private final double momentum;
  private long steps;

  private DenseReplica(ComputationGraph network, double momentum) {
    this.network = network;
    this.momentum = momentum;
    network.initGradientsView();
    this.parameters = RoundTrainingMaster.flat(network.params());
    this.gradients = RoundTrainingMaster.flat(network.getFlattenedGradients());
    this.velocity = Nd4j.zeros(parameters.dataType(), parameters.length());
  }

  static ComputationGraph network() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .updater(new NoOp())
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("in")
            .addLayer("hidden", new DenseLayer.Builder().nIn(3).nOut(5).build(), "in")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                    .nIn(5)
                    .nOut(4)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "hidden")
            .setOutputs("out")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  @Override
  public INDArray parameters() {
    return parameters;
  }

  @Override
  public INDArray gradients() {
    return gradients;
  }

  @Override
  public BatchLoss backward(MultiDataSet batch, int pass) {
    network.setInputs(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    long rows = batch.getFeatures(0).size(0);
    return new BatchLoss(network.score() * rows, rows, rows);
  }

  @Override
  public void step(double learningRate) {
    velocity.muli(momentum).addi(gradients);
    parameters.subi(velocity.mul(learningRate));
    steps++;
  }

  @Override
  public Map<String, INDArray> optimizerState() {
    return Map.of("velocity", velocity);
  }

  @Override
  public long optimizerSteps() {
    return steps;
  }

  @Override
  public void restoreOptimizerSteps(long restored) {
    steps = restored;
  }
}
