package dev.glossa.distributed;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** By a {@link RoundTrainingMaster}. */
final class RoundSynchronization implements Synchronization {

  private final RoundTrainingMaster master;
  private final SparkComputationGraph graph;

  RoundSynchronization(JavaSparkContext spark, TrainableModel model, RoundTrainingMaster master) {
    this.master = master;
    this.graph = new SparkComputationGraph(spark, model.network(), master);
  }

  @Override
  public long completedSteps() {
    return master.completedSteps();
  }

  @Override
  public void fit(JavaRDD<MultiDataSet> batches, long from, long to) {
    graph.fitMultiDataSet(batches);
  }

  @Override
  public void restore(long steps, String folder) {
    master.restore(graph, steps, folder);
  }

  @Override
  public void save(String folder) {
    master.save(graph, folder);
  }

  @Override
  public void release() {
    master.release(graph.getSparkContext());
  }
}
