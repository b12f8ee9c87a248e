package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class RoundTrainingMasterTest {

  private static final int WORKERS = 2;
  private static final LongToDoubleFunction RATE = step -> 0.1 / (1 + step);

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("rounds")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void dilocoWithOneLocalSgdStepAndAPlainOuterStepIsSynchronousSgd() {
    RoundTrainingMaster diloco =
        new DilocoTrainingMaster(settings("one", 1, 0), DenseReplica.SGD, 1, 0, 0);
    RoundTrainingMaster synchronous =
        new SynchronousTrainingMaster(settings("two", 1, 0), DenseReplica.SGD);

    INDArray a = train(diloco, 0, 5).getNetwork().params();
    INDArray b = train(synchronous, 0, 5).getNetwork().params();

    assertThat(a.sub(b).amaxNumber().doubleValue()).isCloseTo(0, within(1e-12));
    assertThat(a.sub(DenseReplica.network().params()).amaxNumber().doubleValue())
        .isGreaterThan(1e-3);
  }

  @Test
  void synchronousTrainingIsThatOfOneMachineOnAllRows() {
    RoundTrainingMaster master =
        new SynchronousTrainingMaster(settings("machine", 1, 0.05), DenseReplica.MOMENTUM);
    List<StepReport> reports = new ArrayList<>();
    master.setStepListener(reports::add);
    INDArray distributed = train(master, 0, 4).getNetwork().params();

    Replica alone = DenseReplica.MOMENTUM.attach(DenseReplica.network());
    for (int step = 0; step < 4; step++) {
      BatchLoss first = alone.backward(batch(0, step), 0);
      INDArray sum = alone.gradients().dup();
      BatchLoss both = first.plus(alone.backward(batch(1, step), 0));
      alone.gradients().addi(sum);
      double norm = GradientScaling.toClippedMean(alone.gradients(), both.labelledTokens(), 0.05);
      alone.step(RATE.applyAsDouble(step));
      assertThat(reports.get(step).loss())
          .isCloseTo(both.lossSum() / both.labelledTokens(), within(1e-12));
      assertThat(reports.get(step).gradientNorm()).isCloseTo(norm, within(1e-12));
      assertThat(reports.get(step).step()).isEqualTo(step + 1);
    }
    assertThat(distributed.sub(alone.parameters()).amaxNumber().doubleValue())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void gradientAccumulationIsABiggerBatch() {
    RoundSettings accumulating =
        new RoundSettings("accumulating", WORKERS, 1, 2, 0, RATE, Exchange.FLOAT32, false);
    INDArray accumulated =
        train(new SynchronousTrainingMaster(accumulating, DenseReplica.SGD), 0, 4)
            .getNetwork()
            .params();

    Replica alone = DenseReplica.SGD.attach(DenseReplica.network());
    for (int step = 0; step < 2; step++) {
      INDArray sum = Nd4j.zeros(DataType.DOUBLE, alone.parameters().length());
      long rows = 0;
      for (int batch = 2 * step; batch < 2 * step + 2; batch++) {
        for (int worker = 0; worker < WORKERS; worker++) {
          rows += alone.backward(batch(worker, batch), 0).labelledTokens();
          sum.addi(alone.gradients());
        }
      }
      alone.gradients().assign(sum.divi(rows));
      alone.step(RATE.applyAsDouble(step));
    }
    assertThat(accumulated.sub(alone.parameters()).amaxNumber().doubleValue())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void aRestoredTrainingEndsWithTheBitsOfAnUndisturbedOne(@TempDir Path folder) {
    for (boolean local : new boolean[] {true, false}) {
      INDArray undisturbed =
          train(master("undisturbed" + local, local), 0, 12).getNetwork().params().dup();

      RoundTrainingMaster first = master("first" + local, local);
      SparkComputationGraph graph = train(first, 0, 6);
      String checkpoint = folder.resolve("local-" + local).toString();
      first.save(graph, checkpoint);
      first.release(spark);

      RoundTrainingMaster second = master("second" + local, local);
      SparkComputationGraph resumed =
          new SparkComputationGraph(spark, DenseReplica.network(), second);
      resumed.getNetwork().params().assign(graph.getNetwork().params());
      second.restore(resumed, first.completedSteps(), checkpoint);
      resumed.fitMultiDataSet(data(6, 12));

      assertThat(second.completedSteps()).isEqualTo(12);
      assertThat(resumed.getNetwork().params().data().asDouble())
          .isEqualTo(undisturbed.data().asDouble());
    }
  }

  @Test
  void roundsThatBeginInTheWarmUpEndWithTheWorkersMean(@TempDir Path folder) {
    INDArray warmed = train(diloco("warmed", 0.7, 0.9, 4), 0, 12).getNetwork().params().dup();

    RoundTrainingMaster mean = diloco("mean", 1, 0, 0);
    SparkComputationGraph graph = train(mean, 0, 6);
    mean.save(graph, folder.toString());
    RoundTrainingMaster nesterov = diloco("nesterov", 0.7, 0.9, 0);
    SparkComputationGraph after =
        new SparkComputationGraph(spark, DenseReplica.network(), nesterov);
    after.getNetwork().params().assign(graph.getNetwork().params());
    nesterov.restore(after, 6, folder.toString());
    after.fitMultiDataSet(data(6, 12));

    assertThat(warmed.data().asDouble())
        .isEqualTo(after.getNetwork().params().data().asDouble())
        .isNotEqualTo(
            train(diloco("cold", 0.7, 0.9, 0), 0, 12).getNetwork().params().data().asDouble());
  }

  @Test
  void aWorkerWhoseStateIsGoneIsNamed() {
    RoundTrainingMaster master = master("lost", true);
    SparkComputationGraph graph = train(master, 0, 3);
    Worker.release("lost");

    assertThatThrownBy(() -> graph.fitMultiDataSet(data(3, 6)))
        .isInstanceOf(WorkerLostException.class)
        .hasMessageContaining("worker 0")
        .hasMessageContaining("after step 3");
  }

  @Test
  void workersWithoutEnoughBatchesAreNamed() {
    SparkComputationGraph graph =
        new SparkComputationGraph(spark, DenseReplica.network(), master("uneven", true));
    JavaRDD<MultiDataSet> uneven =
        spark.parallelize(List.of(0, 1), WORKERS).flatMap(worker -> batches(worker, 0, 2 + worker));

    assertThatThrownBy(() -> graph.fitMultiDataSet(uneven))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("worker 1 had batches for 3 steps");
  }

  private static RoundTrainingMaster master(String run, boolean local) {
    return local
        ? diloco(run, 0.7, 0.9, 0)
        : new SynchronousTrainingMaster(settings(run, 3, 0.5), DenseReplica.MOMENTUM);
  }

  private static RoundTrainingMaster diloco(
      String run, double outerRate, double outerMomentum, long warmupSteps) {
    return new DilocoTrainingMaster(
        settings(run, 3, 0.5), DenseReplica.MOMENTUM, outerRate, outerMomentum, warmupSteps);
  }

  private static RoundSettings settings(String run, int localSteps, double clipNorm) {
    return new RoundSettings(run, WORKERS, localSteps, 1, clipNorm, RATE, Exchange.FLOAT32, false);
  }

  private static SparkComputationGraph train(RoundTrainingMaster master, int from, int to) {
    SparkComputationGraph graph = new SparkComputationGraph(spark, DenseReplica.network(), master);
    graph.fitMultiDataSet(data(from, to));
    return graph;
  }

  private static JavaRDD<MultiDataSet> data(int from, int to) {
    return spark.parallelize(List.of(0, 1), WORKERS).flatMap(worker -> batches(worker, from, to));
  }

  private static Iterator<MultiDataSet> batches(int worker, int from, int to) {
    return IntStream.range(from, to).mapToObj(step -> batch(worker, step)).iterator();
  }

  /** Workers have different numbers of rows, so that weights matter. */
  private static MultiDataSet batch(int worker, int step) {
    Random random = new Random(31L * step + worker);
    int rows = 3 + 2 * worker;
    INDArray features = Nd4j.create(DataType.DOUBLE, rows, 3);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, rows, 4);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < 3; column++) {
        features.putScalar(row, column, random.nextGaussian());
      }
      labels.putScalar(row, random.nextInt(4), 1);
    }
    return new org.nd4j.linalg.dataset.MultiDataSet(features, labels);
  }
}
