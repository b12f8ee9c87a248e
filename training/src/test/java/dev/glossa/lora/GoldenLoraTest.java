package dev.glossa.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.distributed.BaseFolder;
import dev.glossa.model.Adaptation;
import dev.glossa.model.Batch;
import dev.glossa.model.Conformance;
import dev.glossa.model.GoldenCase;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.TokenLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What PEFT computes, in every case of adapters in golden/llama. */
@Conformance
class GoldenLoraTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.adapters();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsLossAndGradientsInFloat64(GoldenCase golden) throws IOException {
    logitsLossAndGradients(golden, DataType.DOUBLE, 1e-9, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsLossAndGradientsInFloat32(GoldenCase golden) throws IOException {
    logitsLossAndGradients(golden, DataType.FLOAT, 1e-5, 1e-4);
  }

  private static void logitsLossAndGradients(
      GoldenCase golden, DataType type, double logits, double gradients) throws IOException {
    LlamaModel model = adapters(golden, type);
    Batch batch = golden.batch();
    golden.assertClose("logits", model.logits(batch.ids(), null), logits);
    double loss = golden.number("/loss");
    assertThat(model.loss(batch).mean()).isCloseTo(loss, within(logits * loss));

    TokenLoss trained = model.sumGradients(batch);
    assertThat(trained.mean()).isCloseTo(loss, within(logits * loss));
    for (Map.Entry<String, INDArray> gradient : model.gradientsByName().entrySet()) {
      golden.assertClose(
          "grad." + inPeft(gradient.getKey()),
          gradient.getValue().div(trained.tokens()),
          gradients);
    }
    assertThat(golden.golden().tensors().keySet())
        .filteredOn(name -> name.startsWith("grad."))
        .hasSize(model.layout().size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMergedModel(GoldenCase golden) throws IOException {
    LlamaModel base = HuggingFaceFolder.load(base(golden), DataType.DOUBLE);

    LlamaModel merged = AdapterFolder.open(golden.folder()).merge(base);

    golden.assertClose("logits", merged.logits(golden.batch().ids(), null), 1e-9);
    for (Map.Entry<String, INDArray> weight : merged.parametersByName().entrySet()) {
      String name = "merged." + weight.getKey();
      if (golden.golden().tensors().containsKey(name)) {
        golden.assertClose(name, weight.getValue(), 1e-9);
      }
    }
  }

  private static LlamaModel adapters(GoldenCase golden, DataType type) throws IOException {
    AdapterFolder folder = AdapterFolder.open(golden.folder());
    LlamaModel model =
        LlamaModel.adapt(
            HuggingFaceFolder.check(base(golden)),
            type,
            new Adaptation(folder.lora(), BaseFolder.of(base(golden).toString())));
    folder.readInto(model);
    return model;
  }

  private static Path base(GoldenCase golden) {
    return golden.folder().resolveSibling(golden.facts().path("base").asText());
  }

  /** The name in a PEFT model of what the adapter file calls by a shorter one. */
  private static String inPeft(String name) {
    String path = name.substring(0, name.length() - ".weight".length());
    return "base_model.model."
        + path
        + (path.contains(".lora_") ? "" : ".modules_to_save")
        + ".default.weight";
  }
}
