package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import dev.glossa.optimize.TrainingStep;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What transformers and PyTorch compute, in every case folder of golden/llama. */
@Conformance
class GoldenLlamaTest {

  /** Bounds of one data type, relative to each tensor's largest value. */
  private record Bounds(DataType type, double logits, double gradients) {}

  private static final Bounds FLOAT64 = new Bounds(DataType.DOUBLE, 1e-9, 1e-9);
  private static final Bounds FLOAT32 = new Bounds(DataType.FLOAT, 1e-5, 1e-4);

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsLossAndGradientsInFloat64(GoldenCase golden) throws IOException {
    logitsLossAndGradients(golden, FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsLossAndGradientsInFloat32(GoldenCase golden) throws IOException {
    logitsLossAndGradients(golden, FLOAT32);
  }

  private void logitsLossAndGradients(GoldenCase golden, Bounds bounds) throws IOException {
    LlamaModel model = golden.model(bounds.type());
    Batch batch = golden.batch(0);
    golden.assertClose("logits", model.logits(batch.ids(), null), bounds.logits());
    double loss = golden.number("/loss");
    assertThat(model.loss(batch).mean()).isCloseTo(loss, within(bounds.logits() * loss));

    TokenLoss trained = model.sumGradients(batch);
    assertThat(trained.mean()).isCloseTo(loss, within(bounds.logits() * loss));
    assertGradients(golden, model, trained.tokens(), "grad.", bounds);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPackedRowOfDocumentsInFloat64(GoldenCase golden) throws IOException {
    packedRow(golden, FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPackedRowOfDocumentsInFloat32(GoldenCase golden) throws IOException {
    packedRow(golden, FLOAT32);
  }

  private void packedRow(GoldenCase golden, Bounds bounds) throws IOException {
    LlamaModel model = golden.model(bounds.type());
    Batch batch = golden.packed();
    golden.assertClose(
        "packed.logits", model.logits(batch.ids(), batch.documentStarts()), bounds.logits());
    TokenLoss loss = model.sumGradients(batch);
    double expected = golden.number("/packed/loss");
    assertThat(loss.mean()).isCloseTo(expected, within(bounds.logits() * expected));
    assertGradients(golden, model, loss.tokens(), "packed.grad.", bounds);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAfterOneAndFiveStepsInFloat64(GoldenCase golden) throws IOException {
    LlamaModel model = golden.model(DataType.DOUBLE);
    TrainingStep training = training(golden, model);
    for (int step = 0; step < steps(golden); step++) {
      TrainingStep.Outcome outcome = training.run(List.of(golden.batch(step)));
      assertThat(outcome.loss().mean())
          .isCloseTo(golden.number("/step_losses/" + step), within(1e-9));
      assertThat(outcome.gradientNorm())
          .isCloseTo(golden.number("/step_gradient_norms/" + step), within(1e-8));
      if (step == 0 || step == steps(golden) - 1) {
        for (Map.Entry<String, INDArray> weight : model.parametersByName().entrySet()) {
          String name = "step" + (step + 1) + "." + weight.getKey();
          golden.assertClose(name, weight.getValue(), 1e-7);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAfterOneAndFiveStepsInFloat32(GoldenCase golden) throws IOException {
    LlamaModel exact = golden.model(DataType.DOUBLE);
    LlamaModel model = golden.model(DataType.FLOAT);
    TrainingStep exactTraining = training(golden, exact);
    TrainingStep training = training(golden, model);
    INDArray decided = null;
    for (int step = 0; step < steps(golden); step++) {
      exactTraining.run(List.of(golden.batch(step)));
      training.run(List.of(golden.batch(step)));
      // Where a clipped gradient is almost zero, Adam's first steps only show its sign.
      INDArray clear = Transforms.abs(exact.gradients(), true).gte(1e-6).castTo(DataType.DOUBLE);
      decided = decided == null ? clear : decided.muli(clear);
      if (step == 0 || step == steps(golden) - 1) {
        String label = "step" + (step + 1);
        double bound = 3 * golden.number("/" + label + "_f32_max_abs_difference");
        for (ParameterSpan span : model.config().parameterLayout()) {
          INDArray difference =
              model
                  .parametersByName()
                  .get(span.name())
                  .castTo(DataType.DOUBLE)
                  .sub(golden.tensor(label + "." + span.name()))
                  .reshape(span.length())
                  .mul(
                      decided.get(
                          org.nd4j.linalg.indexing.NDArrayIndex.interval(
                              span.offset(), span.end())));
          assertThat(difference.amaxNumber().doubleValue())
              .as(label + "." + span.name())
              .isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  private static int steps(GoldenCase golden) {
    return (int) golden.number("/optimizer/steps");
  }

  private static TrainingStep training(GoldenCase golden, LlamaModel model) {
    AdamW.Settings settings =
        new AdamW.Settings(
            golden.number("/optimizer/betas/0"),
            golden.number("/optimizer/betas/1"),
            golden.number("/optimizer/eps"),
            golden.number("/optimizer/weight_decay"));
    return new TrainingStep(
        model,
        new AdamW(settings, model.config().parameterLayout(), model.dataType()),
        LearningRateSchedule.constant(golden.number("/optimizer/lr")),
        golden.number("/optimizer/clip_global_norm"));
  }

  private static void assertGradients(
      GoldenCase golden, LlamaModel model, long tokens, String prefix, Bounds bounds)
      throws IOException {
    for (Map.Entry<String, INDArray> gradient : model.gradientsByName().entrySet()) {
      golden.assertClose(
          prefix + gradient.getKey(), gradient.getValue().div(tokens), bounds.gradients());
    }
  }
}
