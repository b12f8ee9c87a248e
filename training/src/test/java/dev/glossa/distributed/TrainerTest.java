package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.model.ParameterSpan;
import dev.glossa.optimize.LearningRateSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import scala.Tuple2;

class TrainerTest {

  private static final Duration DAY = Duration.ofDays(1);

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("trainer")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"DILOCO", "SYNCHRONOUS"})
  void killedAndResumedItEndsWithTheBytesOfAnUndisturbedTraining(
      Method method, @TempDir Path folder) throws IOException {
    double[] undisturbed = train(method, folder.resolve("a"), new Recorder());

    assertThatThrownBy(() -> train(method, folder.resolve("b"), new KilledAt(11)))
        .hasMessageContaining("killed");
    Recorder resumed = new Recorder();
    double[] result = train(method, folder.resolve("b"), resumed);

    assertThat(resumed.begun).isEqualTo(8);
    assertThat(result).isEqualTo(undisturbed);
    assertThat(model(folder.resolve("b"))).isEqualTo(model(folder.resolve("a")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Exchange.class,
      names = {"FLOAT16", "INT8"})
  void aNarrowExchangeIsCloseAndIsResumedWithWhatItHasNotSent(
      Exchange exchange, @TempDir Path folder) {
    double[] whole = train(Method.DILOCO, folder.resolve("whole"), new Recorder());
    TrainingPlan plan = plan(Method.DILOCO, schedule(), exchange);
    double[] undisturbed = train(plan, folder.resolve("a"), new Recorder());
    assertThat(undisturbed).isNotEqualTo(whole);
    for (int i = 0; i < whole.length; i++) {
      assertThat(undisturbed[i]).isCloseTo(whole[i], within(0.01));
    }

    assertThatThrownBy(() -> train(plan, folder.resolve("b"), new KilledAt(11)))
        .hasMessageContaining("killed");
    assertThat(train(plan, folder.resolve("b"), new Recorder())).isEqualTo(undisturbed);
  }

  @Test
  void aDamagedCheckpointIsPassedOver(@TempDir Path folder) throws IOException {
    double[] undisturbed = train(Method.DILOCO, folder.resolve("a"), new Recorder());
    assertThatThrownBy(() -> train(Method.DILOCO, folder.resolve("b"), new KilledAt(11)));
    Files.writeString(folder.resolve("b/step-00000008/optimizer-1.safetensors"), "cut");

    Recorder resumed = new Recorder();
    assertThat(train(Method.DILOCO, folder.resolve("b"), resumed)).isEqualTo(undisturbed);
    assertThat(resumed.begun).isEqualTo(4);
  }

  @Test
  void onlyTheLastCheckpointsAreKept(@TempDir Path folder) throws IOException {
    train(Method.DILOCO, folder, new Recorder());
    try (Stream<Path> checkpoints = Files.list(folder)) {
      assertThat(checkpoints.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("step-00000012", "step-00000014");
    }
    try (Stream<Path> files = Files.list(folder.resolve("step-00000014"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "model.safetensors",
              "optimizer-0.safetensors",
              "optimizer-1.safetensors",
              "outer.safetensors",
              "state.json");
    }
  }

  @Test
  void aLostWorkerSendsAllBackToTheLastCheckpointWithoutATraceInTheResult(@TempDir Path folder)
      throws IOException {
    double[] undisturbed = train(Method.DILOCO, folder.resolve("a"), new Recorder());
    Recorder setBack =
        new Recorder() {
          @Override
          public void step(StepMetrics metrics) {
            super.step(metrics);
            if (metrics.step() == 10 && wentBack.isEmpty()) {
              Worker.release("run");
            }
          }
        };
    assertThat(train(Method.DILOCO, folder.resolve("b"), setBack)).isEqualTo(undisturbed);
    assertThat(setBack.wentBack).containsExactly(8L);
    assertThat(setBack.steps.get(setBack.steps.size() - 1).tokens()).isEqualTo(14 * 12L);
  }

  @Test
  void ifAskedToItGoesOnWithFreshOptimizersAndSaysSo(@TempDir Path folder) {
    TrainingPlan plan =
        new TrainingPlan(
            14,
            2,
            3,
            2,
            Method.DILOCO,
            2,
            0.7,
            0.9,
            Exchange.INT8,
            1,
            schedule(),
            4,
            DAY,
            2,
            true,
            3,
            9);
    Recorder losing =
        new Recorder() {
          @Override
          public void step(StepMetrics metrics) {
            super.step(metrics);
            if (metrics.step() == 10) {
              Worker.release("run");
            }
          }
        };
    train(plan, folder, losing);
    assertThat(losing.replaced).containsExactly("10/0", "10/1");
    assertThat(losing.wentBack).isEmpty();
    assertThat(losing.steps).extracting(StepMetrics::step).hasSize(14).isSorted();
  }

  @Test
  void aLossThatIsNoNumberEndsTheTrainingAndNamesTheLastGoodCheckpoint(@TempDir Path folder) {
    assertThatThrownBy(() -> train(Method.SYNCHRONOUS, folder, new KilledAt(11)));
    LearningRateSchedule infinite =
        new LearningRateSchedule(
            LearningRateSchedule.Decay.CONSTANT, Double.POSITIVE_INFINITY, 0, 14, 0);
    Trainer trainer = trainer(plan(Method.SYNCHRONOUS, infinite), folder, new Recorder());

    assertThatThrownBy(trainer::train)
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageStartingWith("At step 10 the loss is NaN")
        .hasMessageEndingWith("the last good checkpoint is file:" + folder + "/step-00000008.");
  }

  @Test
  void metricsSayStepTokensAndEpoch(@TempDir Path folder) {
    Recorder recorder = new Recorder();
    Trainer.Outcome outcome = trainer(plan(Method.DILOCO, schedule()), folder, recorder).train();

    assertThat(recorder.steps)
        .extracting(StepMetrics::step)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 14).boxed().toList());
    assertThat(recorder.steps).extracting(StepMetrics::tokens).last().isEqualTo(14 * 12L);
    assertThat(outcome.steps()).isEqualTo(14);
    assertThat(outcome.epoch()).isEqualTo(14 * 12 / 40.0);
    assertThat(outcome.rows()).containsExactly(14 * 12L);
  }

  @Test
  void checkpointsAreWrittenAfterSomeTimeToo(@TempDir Path folder) throws IOException {
    TrainingPlan plan =
        new TrainingPlan(
            6,
            2,
            3,
            2,
            Method.DILOCO,
            2,
            0.7,
            0.9,
            Exchange.FLOAT32,
            1,
            schedule(),
            100,
            Duration.ZERO,
            9,
            false,
            3,
            9);
    train(plan, folder, new Recorder());
    try (Stream<Path> checkpoints = Files.list(folder)) {
      assertThat(checkpoints.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("step-00000002", "step-00000004", "step-00000006");
    }
  }

  private static LearningRateSchedule schedule() {
    return new LearningRateSchedule(LearningRateSchedule.Decay.COSINE, 0.05, 3, 14, 0.1);
  }

  private static TrainingPlan plan(Method method, LearningRateSchedule schedule) {
    return plan(method, schedule, Exchange.FLOAT32);
  }

  private static TrainingPlan plan(
      Method method, LearningRateSchedule schedule, Exchange exchange) {
    return new TrainingPlan(
        14, 2, 3, 2, method, 2, 0.7, 0.9, exchange, 1, schedule, 4, DAY, 2, false, 3, 9);
  }

  private static double[] train(Method method, Path folder, TrainingListener listener) {
    return train(plan(method, schedule()), folder, listener);
  }

  private static double[] train(TrainingPlan plan, Path folder, TrainingListener listener) {
    TrainableModel model = model();
    new Trainer(spark, "run", plan, model, List.of(corpus()), folder.toString(), listener).train();
    return model.parameters().data().asDouble();
  }

  private static Trainer trainer(TrainingPlan plan, Path folder, TrainingListener listener) {
    return new Trainer(spark, "run", plan, model(), List.of(corpus()), folder.toString(), listener);
  }

  private static TrainableModel model() {
    ComputationGraph network = DenseReplica.network();
    return new TrainableModel(
        network,
        List.of(new ParameterSpan("all", 0, List.of(network.numParams()))),
        DenseReplica.MOMENTUM,
        TrainerTest::encode,
        schedule -> network,
        Optional.empty());
  }

  private static byte[] model(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve("step-00000014/model.safetensors"));
  }

  /** Three features and a class in every block. */
  private static Corpus corpus() {
    Random random = new Random(3);
    List<Tuple2<Long, TokenBlock>> blocks = new ArrayList<>();
    for (long block = 0; block < 40; block++) {
      int[] ids = IntStream.range(0, 4).map(i -> random.nextInt(4)).toArray();
      blocks.add(new Tuple2<>(block, new TokenBlock(ids, ids, new int[] {4})));
    }
    return new Corpus("blocks", 1, blocks.size(), spark.parallelizePairs(blocks, 3));
  }

  private static MultiDataSet encode(List<TokenBlock> rows) {
    INDArray features = Nd4j.create(DataType.DOUBLE, rows.size(), 3);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, rows.size(), 4);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < 3; column++) {
        features.putScalar(row, column, rows.get(row).ids()[column] - 1.5);
      }
      labels.putScalar(row, rows.get(row).ids()[3], 1);
    }
    return new org.nd4j.linalg.dataset.MultiDataSet(features, labels);
  }

  private static class Recorder implements TrainingListener {
    final List<StepMetrics> steps = new ArrayList<>();
    final List<Long> wentBack = new ArrayList<>();
    final List<String> replaced = new ArrayList<>();
    long begun = -1;

    @Override
    public void begun(long step) {
      begun = step;
    }

    @Override
    public void step(StepMetrics metrics) {
      steps.add(metrics);
    }

    @Override
    public void wentBack(long step, String reason) {
      wentBack.add(step);
    }

    @Override
    public void replaced(long step, int worker, String reason) {
      replaced.add(step + "/" + worker);
    }

    @Override
    public void checkpoint(long step, String folder) {}
  }

  private static final class KilledAt extends Recorder {
    private final long step;

    KilledAt(long step) {
      this.step = step;
    }

    @Override
    public void step(StepMetrics metrics) {
      if (metrics.step() == step) {
        throw new IllegalStateException("killed");
      }
    }
  }
}
