package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LlamaModelTest {
  private static final int[][] IDS = {{3, 9, 4, 9, 28, 1, 7}, {5, 5, 6, 11, 2, 0, 8}};
  private static final int[][] LABELS = {
    {3, 9, -100, 9, 28, 1, 7}, {-100, -100, -100, 11, 2, 0, 8}
  };
  private static final int[][] LENGTHS = {{3, 4}, {1, 1, 5}};

  static Stream<LlamaModel> modelsInFloat64() {
    return Stream.of(true, false).map(LlamaModelTest::float64);
  }

  private static LlamaModel float64(boolean tied) {
    LlamaModel model = LlamaModel.create(SmallModels.config(tied), DataType.DOUBLE, 5);
    // Norms away from 1, so that an error in them shows.
    model
        .parametersByName()
        .forEach(
            (name, weight) -> {
              if (weight.rank() == 1) {
                for (int i = 0; i < weight.length(); i++) {
                  weight.putScalar(i, 1 + 0.3 * Math.sin(i + name.length()));
                }
              }
            });
    return model;
  }

  @ParameterizedTest
  @MethodSource("modelsInFloat64")
  void gradientsAreTheSlopesOfTheLoss(LlamaModel model) {
    Batch batch = Batch.packed(IDS, LABELS, LENGTHS);
    model.sumGradients(batch);
    INDArray gradients = model.gradients().dup();
    double h = 1e-5;
    for (ParameterSpan span : model.config().parameterLayout()) {
      for (int sample = 0; sample < 5; sample++) {
        long at = span.offset() + sample * (span.length() - 1) / 4;
        double value = model.parameters().getDouble(at);
        model.parameters().putScalar(at, value + h);
        double above = model.loss(batch).sum();
        model.parameters().putScalar(at, value - h);
        double below = model.loss(batch).sum();
        model.parameters().putScalar(at, value);
        double slope = (above - below) / (2 * h);
        assertThat(gradients.getDouble(at))
            .as(span.name() + " at " + at)
            .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modelsInFloat64")
  void recomputedActivationsGiveTheSameGradients(LlamaModel model) {
    LlamaModel recomputing = model.copy(LlamaGraph.Training.none());
    recomputing.recomputeActivations();
    Batch batch = Batch.packed(IDS, LABELS, LENGTHS);
    assertThat(recomputing.sumGradients(batch)).isEqualTo(model.sumGradients(batch));
    assertThat(recomputing.gradients()).isEqualTo(model.gradients());
  }

  @Test
  void aNetworkOfTheSameConfigurationRecomputesToo() {
    LlamaModel model = SmallModels.random();
    model.recomputeActivations();
    ComputationGraph sent =
        new ComputationGraph(
            ComputationGraphConfiguration.fromJson(model.graph().getConfiguration().toJson()));
    sent.init();
    assertThat(LlamaModel.of(sent).recomputesActivations()).isTrue();
    assertThat(SmallModels.random().recomputesActivations()).isFalse();
  }

  @Test
  void documentsOfARowDoNotSeeEachOther() {
    LlamaModel model = float64(true);
    int[][] row = {{3, 9, 4, 9, 28, 1, 7}};
    Batch packed = Batch.packed(row, row, new int[][] {{3, 4}});
    INDArray together = model.logits(packed.ids(), packed.documentStarts());
    INDArray second = model.logits(new int[][] {{9, 28, 1, 7}}, null);
    for (int t = 0; t < 4; t++) {
      assertThat(together.slice(0).slice(3 + t).distance2(second.slice(0).slice(t)))
          .isLessThan(1e-12);
    }
    assertThat(packed.labels()[0]).containsExactly(-100, 9, 4, -100, 28, 1, 7);
  }

  @Test
  void aBatchWithoutLabelsHasNoLossAndNoGradient() {
    LlamaModel model = SmallModels.random();
    model.sumGradients(Batch.of(IDS, LABELS));
    int[][] none = new int[2][7];
    Arrays.stream(none).forEach(row -> Arrays.fill(row, Batch.IGNORED));

    TokenLoss loss = model.sumGradients(Batch.of(IDS, none));

    assertThat(loss).isEqualTo(new TokenLoss(0, 0));
    assertThat(model.gradients().amaxNumber().doubleValue()).isZero();
  }

  @Test
  void tokenLogProbabilitiesAddUpToTheLoss() {
    LlamaModel model = SmallModels.random();
    int[][] sequences = {IDS[0], {4}, {5, 6, 7}, {}, IDS[1]};

    double[][] logs = model.tokenLogProbabilities(sequences);

    for (int i : new int[] {0, 2, 4}) {
      assertThat(logs[i][0]).isNaN();
      double sum = Arrays.stream(logs[i]).skip(1).sum();
      int[][] alone = {sequences[i]};
      assertThat(-sum).isCloseTo(model.loss(Batch.of(alone, alone)).sum(), within(1e-4));
      assertThat(model.tokenLogProbabilities(sequences[i])).hasSameSizeAs(sequences[i]);
    }
    assertThat(logs[1]).containsExactly(Double.NaN);
    assertThat(logs[3]).isEmpty();
  }

  @Test
  void logitsAfterTheLastTokenAreTheLastOfAllLogits() {
    LlamaModel model = SmallModels.random();
    float[] last = model.logits(IDS[0]);
    float[] expected =
        model.logits(new int[][] {IDS[0]}, null).slice(0).slice(6).dup().toFloatVector();
    assertThat(last).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherOthers() {
    LlamaConfig config = SmallModels.config(true);
    INDArray first = LlamaModel.create(config, DataType.FLOAT, 1).parameters();
    assertThat(LlamaModel.create(config, DataType.FLOAT, 1).parameters()).isEqualTo(first);
    assertThat(LlamaModel.create(config, DataType.FLOAT, 2).parameters()).isNotEqualTo(first);
  }

  @Test
  void newMatricesHaveTheConfiguredSpreadAndNormsAreOne() {
    LlamaModel model = LlamaModel.create(SmallModels.config(false), DataType.DOUBLE, 3);
    INDArray gate = model.parametersByName().get("model.layers.1.mlp.gate_proj.weight");
    assertThat(gate.stdNumber().doubleValue()).isCloseTo(0.3, within(0.03));
    INDArray norm = model.parametersByName().get("model.norm.weight");
    assertThat(norm.minNumber().doubleValue()).isEqualTo(1);
    assertThat(norm.maxNumber().doubleValue()).isEqualTo(1);
  }

  @Test
  void anIdOutsideTheVocabularyIsNamed() {
    assertThatThrownBy(() -> SmallModels.random().logits(new int[] {3, 29}))
        .hasMessageContaining("29");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void newRowsAreTheMeanOfTheirOldPieces(boolean tied) {
    LlamaModel model = LlamaModel.create(SmallModels.config(tied), DataType.DOUBLE, 5);
    LlamaModel grown = model.grow(31, new int[][] {{3, 5}, {7}}, NewRows.MEAN, 1);
    for (String name :
        tied ? List.of(LlamaConfig.EMBEDDING) : List.of(LlamaConfig.EMBEDDING, LlamaConfig.HEAD)) {
      INDArray old = model.parametersByName().get(name);
      INDArray rows = grown.parametersByName().get(name);
      assertThat(Views.rows(rows, 0, 29).dup()).isEqualTo(old);
      assertThat(rows.getRow(29).dup()).isEqualTo(old.getRow(3).add(old.getRow(5)).div(2));
      assertThat(rows.getRow(30).dup()).isEqualTo(old.getRow(7).dup());
    }
    INDArray down = grown.parametersByName().get("model.layers.1.mlp.down_proj.weight");
    assertThat(down).isEqualTo(model.parametersByName().get("model.layers.1.mlp.down_proj.weight"));
    assertThat(grown.config().vocabSize()).isEqualTo(31);
  }

  @Test
  void newRowsMayBeRandomOrAlmostZero() {
    LlamaModel model = SmallModels.random();
    INDArray random = newRows(model.grow(229, new int[0][], NewRows.RANDOM, 1));
    assertThat(random.stdNumber().doubleValue()).isCloseTo(0.3, within(0.03));
    INDArray small = newRows(model.grow(229, new int[0][], NewRows.ZERO_NOISE, 1));
    assertThat(small.stdNumber().doubleValue()).isCloseTo(1e-5, within(1e-6));
  }

  @Test
  void aNewRowWithoutOldPiecesIsNamed() {
    assertThatThrownBy(() -> SmallModels.random().grow(31, new int[][] {{3}, {}}, NewRows.MEAN, 1))
        .hasMessageContaining("new row 30");
  }

  private static INDArray newRows(LlamaModel grown) {
    return Views.rows(grown.parametersByName().get(LlamaConfig.EMBEDDING), 29, 229).dup();
  }
}
