package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import scala.Tuple2;

class LlamaTrainingTest {

  private static final LlamaConfig CONFIG =
      new LlamaConfig(
          17,
          16,
          24,
          2,
          2,
          1,
          8,
          64,
          1e-5,
          10000,
          Optional.empty(),
          true,
          0.1,
          OptionalInt.of(1),
          List.of(2),
          OptionalInt.empty());

  @ParameterizedTest
  @EnumSource(Method.class)
  void learnsARepeatingTextAcrossTwoWorkersAndResumesToTheSameBits(
      Method method, @TempDir Path folder) {
    SparkConf conf =
        new SparkConf().setMaster("local[2]").setAppName("llama").set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      List<Double> losses = new ArrayList<>();
      float[] undisturbed = train(spark, method, folder.resolve("a"), losses, Long.MAX_VALUE);
      assertThat(losses.get(0)).isBetween(2.0, 4.0);
      assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) - 0.5);

      assertThatThrownBy(() -> train(spark, method, folder.resolve("b"), losses, 18))
          .hasMessageContaining("killed");
      assertThat(train(spark, method, folder.resolve("b"), losses, Long.MAX_VALUE))
          .isEqualTo(undisturbed);
    }
  }

  private static float[] train(
      JavaSparkContext spark, Method method, Path folder, List<Double> losses, long killedAt) {
    TrainingPlan plan =
        new TrainingPlan(
            24,
            2,
            2,
            1,
            method,
            4,
            0.7,
            0.9,
            Exchange.FLOAT32,
            1,
            new LearningRateSchedule(LearningRateSchedule.Decay.COSINE, 0.01, 2, 24, 0.1),
            8,
            Duration.ofDays(1),
            2,
            false,
            3,
            1);
    LlamaModel model = LlamaModel.create(CONFIG, DataType.FLOAT, 1);
    new Trainer(
            spark,
            "llama",
            plan,
            TrainableModel.of(model, AdamW.Settings.usual()),
            List.of(corpus(spark)),
            folder.toString(),
            new TrainingListener() {
              @Override
              public void begun(long step) {}

              @Override
              public void step(StepMetrics metrics) {
                losses.add(metrics.loss());
                if (metrics.step() >= killedAt) {
                  throw new IllegalStateException("killed");
                }
              }

              @Override
              public void wentBack(long step, String reason) {}

              @Override
              public void replaced(long step, int worker, String reason) {}

              @Override
              public void checkpoint(long step, String checkpoint) {}
            })
        .train();
    return model.parameters().data().asFloat();
  }

  /** Rows of two documents and some padding; tokens count up from a start. */
  private static Corpus corpus(JavaSparkContext spark) {
    List<Tuple2<Long, TokenBlock>> blocks = new ArrayList<>();
    for (long block = 0; block < 12; block++) {
      int start = (int) block;
      int[] ids = IntStream.range(0, 16).map(i -> 3 + (start + i) % 14).toArray();
      int[] labels = ids.clone();
      labels[0] = labels[9] = labels[14] = labels[15] = TokenBlock.IGNORED;
      blocks.add(new Tuple2<>(block, new TokenBlock(ids, labels, new int[] {9, 5})));
    }
    return new Corpus("counting", 1, blocks.size(), spark.parallelizePairs(blocks, 2));
  }
}
