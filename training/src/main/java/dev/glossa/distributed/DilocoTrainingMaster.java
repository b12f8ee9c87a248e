package dev.glossa.distributed;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DiLoCo (arXiv 2311.08105): workers take H local steps with optimizers of their own, whose state
 * never leaves them; then the driver takes one outer Nesterov step along the workers'
 * pseudo-gradients θ − θ_worker, weighted by their labelled tokens.
 *
 * <p>The outer optimizer has a warm-up, too: a round that begins in the warm-up of the learning
 * rate ends with the workers' mean, and leaves no momentum. Steps beyond the mean overshoot where
 * the loss still falls steeply, and their momentum carries that into the rounds after.
 */
public final class DilocoTrainingMaster extends RoundTrainingMaster {

  /** The outer optimizer's defaults in the paper. */
  public static final double OUTER_LEARNING_RATE = 0.7;

  public static final double OUTER_MOMENTUM = 0.9;

  private final double outerLearningRate;
  private final double outerMomentum;
  private final long warmupSteps;
  private OuterOptimizer outer;

  /**
   * @param warmupSteps steps of the learning rate's warm-up; 0: none
   */
  public DilocoTrainingMaster(
      RoundSettings settings,
      ReplicaFactory replicas,
      double outerLearningRate,
      double outerMomentum,
      long warmupSteps) {
    super(settings, replicas, true);
    this.outerLearningRate = outerLearningRate;
    this.outerMomentum = outerMomentum;
    this.warmupSteps = warmupSteps;
    this.outer = new OuterOptimizer(outerLearningRate, outerMomentum);
  }

  @Override
  double fold(SparkComputationGraph graph, List<WorkerReport> reports) {
    INDArray parameters = flat(graph.getNetwork().params());
    INDArray pseudoGradient = Nd4j.create(parameters.dataType(), parameters.length());
    sumOfWorkers(graph.getSparkContext(), weights(reports), pseudoGradient);
    double norm = pseudoGradient.norm2Number().doubleValue();
    if (completedSteps() - reports.get(0).steps().size() < warmupSteps) {
      parameters.subi(pseudoGradient);
    } else {
      outer.step(parameters, pseudoGradient);
    }
    return norm;
  }

  private static double[] weights(List<WorkerReport> reports) {
    double all = reports.stream().mapToLong(WorkerReport::labelledTokens).sum();
    return reports.stream()
        .mapToDouble(report -> all == 0 ? 1.0 / reports.size() : report.labelledTokens() / all)
        .toArray();
  }

  @Override
  public void restore(SparkComputationGraph graph, long steps, String folder) {
    super.restore(graph, steps, folder);
    outer = new OuterOptimizer(outerLearningRate, outerMomentum);
    if (folder != null) {
      OptimizerFile.outer(folder).restore(outer.velocity(flat(graph.getNetwork().params())));
    }
  }

  @Override
  public void save(SparkComputationGraph graph, String folder) {
    JavaSparkContext spark = graph.getSparkContext();
    String run = settings().run();
    String attempt = attempt();
    long steps = completedSteps();
    placedWorkers(spark)
        .foreach(worker -> OptimizerFile.saveWorker(folder, run, worker, attempt, steps));
    OptimizerFile.outer(folder).write(outer.velocity(flat(graph.getNetwork().params())));
  }
}
