package dev.glossa.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.model.Batch;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SmallModels;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainingStepTest {
  private static final int[][] FIRST = {{3, 9, 4, 9, 28, 1, 7}};
  private static final int[][] SECOND = {{5, 5, 6, 11, 2, 0, 8}};
  private static final int[][] SECOND_LABELS = {{-100, -100, -100, -100, -100, 0, 8}};

  @Test
  void accumulatedBatchesMakeTheSameStepAsOneBatch() {
    LlamaModel one = model();
    LlamaModel two = model();
    TrainingStep.Outcome together =
        training(one)
            .run(
                List.of(
                    Batch.of(
                        new int[][] {FIRST[0], SECOND[0]},
                        new int[][] {FIRST[0], SECOND_LABELS[0]})));
    TrainingStep.Outcome apart =
        training(two).run(List.of(Batch.of(FIRST, FIRST), Batch.of(SECOND, SECOND_LABELS)));

    assertThat(apart.loss().tokens()).isEqualTo(together.loss().tokens()).isEqualTo(8);
    assertThat(apart.loss().sum()).isCloseTo(together.loss().sum(), within(1e-10));
    assertThat(apart.gradientNorm()).isCloseTo(together.gradientNorm(), within(1e-10));
    assertThat(two.parameters().sub(one.parameters()).amaxNumber().doubleValue()).isLessThan(1e-10);
  }

  @Test
  void trainingOnOneBatchLearnsItByHeart() {
    LlamaModel model = SmallModels.random();
    TrainingStep training = training(model);
    double loss = 0;
    for (int step = 0; step < 150; step++) {
      loss = training.run(List.of(Batch.of(FIRST, FIRST))).loss().mean();
    }
    assertThat(loss).isLessThan(0.1);
  }

  @Test
  void twoWorkersInOneProcessDoNotDisturbEachOther() throws Exception {
    Callable<INDArray> worker =
        () -> {
          LlamaModel model = SmallModels.random();
          TrainingStep training = training(model);
          for (int step = 0; step < 10; step++) {
            training.run(List.of(Batch.of(FIRST, FIRST)));
            model.tokenLogProbabilities(SECOND);
          }
          return model.parameters();
        };
    INDArray alone = worker.call();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<INDArray> together : threads.invokeAll(List.of(worker, worker))) {
        assertThat(together.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aRestoredOptimizerGoesOnToTheSameBits() {
    LlamaModel model = model();
    AdamW optimizer = optimizer(model);
    TrainingStep training =
        new TrainingStep(model, optimizer, LearningRateSchedule.constant(1e-2), 1);
    training.run(List.of(Batch.of(FIRST, FIRST)));
    LlamaModel copy = model();
    copy.parameters().assign(model.parameters());
    AdamW restored = optimizer(copy);
    restored.restore(optimizer.firstMoment(), optimizer.secondMoment(), optimizer.steps());

    training.run(List.of(Batch.of(SECOND, SECOND)));
    new TrainingStep(copy, restored, LearningRateSchedule.constant(1e-2), 1)
        .run(List.of(Batch.of(SECOND, SECOND)));

    assertThat(copy.parameters()).isEqualTo(model.parameters());
    assertThat(restored.steps()).isEqualTo(2);
  }

  @Test
  void aStateOfAnotherModelIsRefused() {
    INDArray tooShort = Nd4j.zeros(DataType.DOUBLE, 3);
    assertThatThrownBy(() -> optimizer(model()).restore(tooShort, tooShort, 1))
        .hasMessageContaining("3");
  }

  @Test
  void clippingScalesToTheLimitAndLeavesSmallGradients() {
    INDArray gradients = Nd4j.createFromArray(3.0, 4.0);
    assertThat(GradientClipping.clip(gradients, 10)).isCloseTo(5, within(1e-12));
    assertThat(gradients.toDoubleVector()).containsExactly(3, 4);
    assertThat(GradientClipping.clip(gradients, 1)).isCloseTo(5, within(1e-12));
    assertThat(gradients.norm2Number().doubleValue()).isCloseTo(1, within(1e-6));
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new AdamW.Settings(1, 0.9, 1e-8, 0)).hasMessageContaining("betas");
    assertThatThrownBy(() -> new AdamW.Settings(0.9, 0.9, 0, 0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> new AdamW.Settings(0.9, 0.9, 1e-8, -1)).hasMessageContaining("decay");
  }

  private static LlamaModel model() {
    return LlamaModel.create(SmallModels.config(true), DataType.DOUBLE, 5);
  }

  private static AdamW optimizer(LlamaModel model) {
    return new AdamW(AdamW.Settings.usual(), model.config().parameterLayout(), model.dataType());
  }

  private static TrainingStep training(LlamaModel model) {
    return new TrainingStep(model, optimizer(model), LearningRateSchedule.constant(1e-2), 1);
  }
}
