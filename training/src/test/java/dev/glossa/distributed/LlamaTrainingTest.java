package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.Safetensors;
import dev.glossa.model.Adaptation;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import dev.glossa.model.ParameterSpan;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("llama")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void learnsARepeatingTextAcrossTwoWorkersAndResumesToTheSameBits(
      Method method, @TempDir Path folder) {
    learnsAndResumes(method, folder, LlamaTrainingTest::whole);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void adaptersUnderDropoutToo(Method method, @TempDir Path folder) throws IOException {
    LlamaModel base = whole();
    float[] before = base.parameters().data().asFloat();
    Path frozen = save(folder, base);
    learnsAndResumes(method, folder, () -> adapters(frozen));
    assertThat(HuggingFaceFolder.load(frozen, DataType.FLOAT).parameters().data().asFloat())
        .isEqualTo(before);
  }

  private static void learnsAndResumes(Method method, Path folder, Supplier<LlamaModel> model) {
    List<Double> losses = new ArrayList<>();
    float[] undisturbed = train(model.get(), method, folder.resolve("a"), losses, Long.MAX_VALUE);
    assertThat(losses.get(0)).isBetween(2.0, 4.0);
    assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) - 0.5);

    assertThatThrownBy(() -> train(model.get(), method, folder.resolve("b"), losses, 18))
        .hasMessageContaining("killed");
    assertThat(train(model.get(), method, folder.resolve("b"), losses, Long.MAX_VALUE))
        .isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"DILOCO", "SYNCHRONOUS"})
  void inAFirstStageOnlyNewRowsLearn(Method method, @TempDir Path folder) {
    LlamaModel model = whole();
    float[] before = model.parameters().data().asFloat();
    List<ParameterSpan> rows = model.vocabularyRows(11);
    TrainableModel grown =
        TrainableModel.of(model, AdamW.Settings.usual(), new FirstStage(24, rows));
    train(grown, method, folder, new ArrayList<>(), Long.MAX_VALUE);

    float[] after = model.parameters().data().asFloat();
    assertThat(rows).singleElement().extracting(ParameterSpan::length).isEqualTo(6L * 16);
    long first = rows.get(0).offset();
    for (int i = 0; i < after.length; i++) {
      if (i < first || i >= rows.get(0).end()) {
        assertThat(after[i]).as("parameter %d", i).isEqualTo(before[i]);
      }
    }
    assertThat(Arrays.copyOfRange(after, (int) first, (int) first + 16))
        .isNotEqualTo(Arrays.copyOfRange(before, (int) first, (int) first + 16));
  }

  @Test
  void afterAFirstStageAllLearnAndItIsResumedToTheSameBits(@TempDir Path folder) {
    Supplier<LlamaModel> model = LlamaTrainingTest::whole;
    List<Double> losses = new ArrayList<>();
    LlamaModel undisturbed = model.get();
    train(staged(undisturbed), Method.DILOCO, folder.resolve("a"), losses, Long.MAX_VALUE);
    assertThat(undisturbed.parameters()).isNotEqualTo(whole().parameters());

    assertThatThrownBy(
            () -> train(staged(model.get()), Method.DILOCO, folder.resolve("b"), losses, 10))
        .hasMessageContaining("killed");
    LlamaModel resumed = model.get();
    train(staged(resumed), Method.DILOCO, folder.resolve("b"), losses, Long.MAX_VALUE);
    assertThat(resumed.parameters().data().asFloat())
        .isEqualTo(undisturbed.parameters().data().asFloat());
  }

  private static TrainableModel staged(LlamaModel model) {
    return TrainableModel.of(
        model, AdamW.Settings.usual(), new FirstStage(11, model.vocabularyRows(11)));
  }

  @Test
  void checkpointsHoldAdaptersAloneAndAnotherBaseIsRefused(@TempDir Path folder)
      throws IOException {
    Path frozen = save(folder, whole());
    List<Double> losses = new ArrayList<>();
    assertThatThrownBy(() -> train(adapters(frozen), Method.DILOCO, folder, losses, 18))
        .hasMessageContaining("killed");
    try (Safetensors weights =
        Safetensors.open(folder.resolve("step-00000016/model.safetensors"))) {
      assertThat(weights.tensors().keySet())
          .isNotEmpty()
          .allMatch(name -> name.contains(".lora_") || name.equals("model.embed_tokens.weight"));
    }

    Path other = save(folder, LlamaModel.create(CONFIG, DataType.FLOAT, 2));
    assertThatThrownBy(() -> train(adapters(other), Method.DILOCO, folder, losses, 18))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("step-00000016 was trained above another base model");
  }

  private static LlamaModel whole() {
    return LlamaModel.create(CONFIG, DataType.FLOAT, 1);
  }

  private static LlamaModel adapters(Path base) {
    LoraConfig lora = new LoraConfig(4, 8, 0.1, LoraConfig.PROJECTIONS, List.of("embed_tokens"), 1);
    try {
      return LlamaModel.adapt(
          CONFIG, DataType.FLOAT, new Adaptation(lora, BaseFolder.of(base.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path save(Path folder, LlamaModel model) throws IOException {
    Path base = folder.resolve("base");
    HuggingFaceFolder.save(base, model, new ModelCard("base", List.of()));
    return base;
  }

  private static float[] train(
      LlamaModel model, Method method, Path folder, List<Double> losses, long killedAt) {
    train(TrainableModel.of(model, AdamW.Settings.usual()), method, folder, losses, killedAt);
    return model.parameters().data().asFloat();
  }

  private static void train(
      TrainableModel model, Method method, Path folder, List<Double> losses, long killedAt) {
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
    new Trainer(
            spark,
            "llama",
            plan,
            model,
            List.of(corpus()),
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
  }

  /** Rows of two documents and some padding; tokens count up from a start. */
  private static Corpus corpus() {
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
