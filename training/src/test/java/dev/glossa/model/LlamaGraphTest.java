package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.AdamWUpdater;
import dev.glossa.optimize.GradientClipping;
import dev.glossa.optimize.LearningRateSchedule;
import dev.glossa.optimize.TrainingStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What Deeplearning4j does with its graphs works with ours. */
class LlamaGraphTest {
  private static final int[][] IDS = {{3, 9, 4, 9, 28, 1, 7}, {5, 5, 6, 11, 2, 0, 8}};
  private static final AdamW.Settings ADAMW = new AdamW.Settings(0.9, 0.95, 1e-8, 0.1);
  private static final LearningRateSchedule SCHEDULE =
      new LearningRateSchedule(LearningRateSchedule.Decay.COSINE, 1e-2, 2, 10, 0.1);

  private static LlamaModel model(boolean tied) {
    LlamaModel model = LlamaModel.create(SmallModels.config(tied), DataType.DOUBLE, 5);
    return model.copy(
        new LlamaGraph.Training(new AdamWUpdater(ADAMW, SCHEDULE), ADAMW.weightDecay(), true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theConfigurationSurvivesJsonAndYaml(boolean tied) {
    ComputationGraphConfiguration configuration = model(tied).graph().getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration);
    assertThat(ComputationGraphConfiguration.fromYaml(configuration.toYaml()))
        .isEqualTo(configuration);
    assertThat(configuration.clone()).isEqualTo(configuration);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClonedGraphComputesAndTrainsTheSame(boolean tied) {
    LlamaModel model = model(tied);
    trainsTheSame(model, model.graph().clone());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGraphFromModelSerializerComputesAndTrainsTheSame(boolean tied) throws IOException {
    LlamaModel model = model(tied);
    fit(model.graph());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(model.graph(), bytes, true);
    trainsTheSame(
        model,
        ModelSerializer.restoreComputationGraph(
            new ByteArrayInputStream(bytes.toByteArray()), true));
  }

  private static void trainsTheSame(LlamaModel model, ComputationGraph other) {
    LlamaModel same = LlamaModel.of(other);
    assertThat(same.config()).isEqualTo(model.config());
    assertThat(same.logits(IDS, null)).isEqualTo(model.logits(IDS, null));
    fit(model.graph());
    fit(other);
    assertThat(other.params()).isEqualTo(model.graph().params());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deeplearning4jsOwnTrainingTakesTheSameStepsAsOurs(boolean tied) {
    LlamaModel theirs = model(tied);
    theirs.graph().setListeners(new GradientClipping(1));
    LlamaModel ours = theirs.copy(LlamaGraph.Training.none());
    TrainingStep training =
        new TrainingStep(
            ours, new AdamW(ADAMW, ours.config().parameterLayout(), DataType.DOUBLE), SCHEDULE, 1);
    Batch batch = Batch.packed(IDS, IDS, new int[][] {{4, 3}, {7}});
    for (int step = 0; step < 5; step++) {
      double loss = training.run(List.of(batch)).loss().mean();
      theirs
          .graph()
          .fit(
              new INDArray[] {TokenArrays.of(batch.ids())},
              new INDArray[] {TokenArrays.of(batch.labels())},
              new INDArray[] {TokenArrays.of(batch.documentStarts())},
              null);
      assertThat(theirs.graph().score()).isCloseTo(loss, within(1e-10));
      assertThat(theirs.parameters().sub(ours.parameters()).amaxNumber().doubleValue())
          .isLessThan(1e-10);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theScoreOfADataSetIsItsMeanLoss(boolean tied) {
    LlamaModel model = model(tied);
    assertThat(model.graph().score(dataSet())).isCloseTo(model.loss(IDS, IDS), within(1e-12));
  }

  private static void fit(ComputationGraph graph) {
    graph.fit(dataSet());
  }

  private static MultiDataSet dataSet() {
    return new MultiDataSet(TokenArrays.of(IDS), TokenArrays.of(IDS));
  }
}
