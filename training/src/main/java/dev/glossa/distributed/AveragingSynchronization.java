package dev.glossa.distributed;

import dev.glossa.distributed.TensorFile.Tensor;
import dev.glossa.optimize.GradientClipping;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * By dl4j-spark's own ParameterAveragingTrainingMaster, for comparison: after H steps the workers'
 * parameters and AdamW states are averaged. It reports one loss a round (the mean of the workers'
 * last batches) and no gradient norm.
 */
final class AveragingSynchronization implements Synchronization {

  private final TrainingPlan plan;
  private final TrainableModel model;
  private final ComputationGraph network;
  private final ParameterAveragingTrainingMaster master;
  private final SparkComputationGraph graph;
  private final Consumer<StepReport> listener;
  private final int tokensPerRow;
  private long completedSteps;

  AveragingSynchronization(
      JavaSparkContext spark,
      TrainingPlan plan,
      TrainableModel model,
      int tokensPerRow,
      Consumer<StepReport> listener) {
    this.plan = plan;
    this.model = model;
    this.tokensPerRow = tokensPerRow;
    this.listener = listener;
    this.network = model.fitting().with(plan.schedule());
    this.master =
        new ParameterAveragingTrainingMaster.Builder(plan.workers(), plan.batchSize())
            .batchSizePerWorker(plan.batchSize())
            .averagingFrequency(plan.localSteps())
            .workerPrefetchNumBatches(0)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .repartionData(Repartition.Never)
            .build();
    this.graph = new SparkComputationGraph(spark, network, master);
    if (plan.clipNorm() > 0) {
      graph.setListeners(List.of(new GradientClipping(plan.clipNorm())));
    }
  }

  @Override
  public long completedSteps() {
    return completedSteps;
  }

  @Override
  public void fit(JavaRDD<MultiDataSet> batches, long from, long to) {
    long begin = System.nanoTime();
    graph.fitMultiDataSet(batches);
    batches.unpersist(false);
    copy(network.params(), model.parameters());
    completedSteps = to;
    double seconds = (System.nanoTime() - begin) / 1e9;
    listener.accept(
        new StepReport(
            to,
            graph.getScore(),
            null,
            plan.schedule().at(to - 1),
            (to - from) * plan.workers() * plan.batchSize() * tokensPerRow,
            seconds));
  }

  private static void copy(INDArray from, INDArray to) {
    FlatBytes.write(FlatBytes.read(from), to);
  }

  @Override
  public void restore(long steps, String folder) {
    completedSteps = steps;
    master.setIterationCount((int) steps);
    network.getConfiguration().setIterationCount((int) steps);
    copy(model.parameters(), network.params());
    INDArray state = RoundTrainingMaster.flat(network.getUpdater().getStateViewArray());
    if (folder == null) {
      state.assign(0);
    } else {
      file(folder).read(List.of(Tensor.whole("state", state)));
    }
  }

  @Override
  public void save(String folder) {
    INDArray state = RoundTrainingMaster.flat(network.getUpdater().getStateViewArray());
    file(folder).write(List.of(Tensor.whole("state", state)), completedSteps);
  }

  private static TensorFile file(String folder) {
    return new TensorFile(folder + "/optimizer-0.safetensors");
  }

  @Override
  public void release() {
    // Workers keep nothing between rounds.
  }
}
