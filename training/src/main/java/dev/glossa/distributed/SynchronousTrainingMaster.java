package dev.glossa.distributed;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;

/**
 * Data-parallel training as if on one machine: in every step the workers' gradients are summed,
 * divided by all labelled tokens and clipped, and the driver takes one optimizer step. It sends the
 * model twice in every step; it is the measure that other methods are held to.
 */
public final class SynchronousTrainingMaster extends RoundTrainingMaster {

  private Replica driver;

  public SynchronousTrainingMaster(RoundSettings settings, ReplicaFactory replicas) {
    super(settings.withLocalSteps(1), replicas, false);
  }

  private Replica driver(SparkComputationGraph graph) {
    if (driver == null) {
      driver = replicas().attach(graph.getNetwork());
    }
    return driver;
  }

  @Override
  double fold(SparkComputationGraph graph, List<WorkerReport> reports) {
    Replica replica = driver(graph);
    double[] ones = new double[reports.size()];
    Arrays.fill(ones, 1);
    sumOfWorkers(graph.getSparkContext(), ones, replica.gradients());
    long labelled = reports.stream().mapToLong(WorkerReport::labelledTokens).sum();
    replica.restrict(completedSteps() - 1);
    double norm =
        GradientScaling.toClippedMean(replica.gradients(), labelled, settings().clipNorm());
    replica.step(settings().learningRate().applyAsDouble(completedSteps() - 1));
    return norm;
  }

  @Override
  public void restore(SparkComputationGraph graph, long steps, String folder) {
    super.restore(graph, steps, folder);
    driver = replicas().attach(graph.getNetwork());
    if (folder != null) {
      OptimizerFile.of(folder, 0).restore(driver, null);
    }
  }

  @Override
  public void save(SparkComputationGraph graph, String folder) {
    OptimizerFile.of(folder, 0).write(driver(graph), null);
  }
}
