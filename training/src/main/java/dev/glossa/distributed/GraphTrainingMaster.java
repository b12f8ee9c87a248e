package dev.glossa.distributed;

import java.util.Collection;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The part of dl4j-spark's TrainingMaster that a master of rounds does not serve. The interface
 * demands these methods of every master; whoever calls one is told what to do instead, since doing
 * nothing would lose a training, a listener or a hook silently.
 */
abstract class GraphTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  private UnsupportedOperationException onlyMultiDataSets() {
    return unsupported(
        "trains computation graphs from MultiDataSets: use fitMultiDataSet(JavaRDD)");
  }

  private UnsupportedOperationException onlyTrainingListeners() {
    return unsupported("tells its steps to dev.glossa.distributed.TrainingListener alone");
  }

  private UnsupportedOperationException noText() {
    return unsupported("has no text form: TrainingPlan holds its settings");
  }

  private UnsupportedOperationException unsupported(String sentence) {
    return new UnsupportedOperationException(getClass().getSimpleName() + " " + sentence);
  }

  @Override
  public final void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    throw onlyMultiDataSets();
  }

  @Override
  public final void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    throw onlyMultiDataSets();
  }

  @Override
  public final void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    throw onlyMultiDataSets();
  }

  @Override
  public final TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw onlyMultiDataSets();
  }

  @Override
  public final TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw onlyMultiDataSets();
  }

  @Override
  public final void addHook(TrainingHook hook) {
    throw onlyTrainingListeners();
  }

  @Override
  public final void removeHook(TrainingHook hook) {
    throw onlyTrainingListeners();
  }

  @Override
  public final void setListeners(Collection<TrainingListener> listeners) {
    throw onlyTrainingListeners();
  }

  @Override
  public final void setListeners(
      StatsStorageRouter router, Collection<TrainingListener> listeners) {
    throw onlyTrainingListeners();
  }

  @Override
  public final String toJson() {
    throw noText();
  }

  @Override
  public final String toYaml() {
    throw noText();
  }

  @Override
  public final void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw onlyTrainingListeners();
    }
  }

  @Override
  public final boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public final SparkTrainingStats getTrainingStats() {
    return null;
  }

  @Override
  public final boolean deleteTempFiles(JavaSparkContext spark) {
    return true;
  }

  @Override
  public final boolean deleteTempFiles(SparkContext spark) {
    return true;
  }
}
