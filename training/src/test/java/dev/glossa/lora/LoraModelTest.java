package dev.glossa.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.TensorType;
import dev.glossa.distributed.BaseFolder;
import dev.glossa.model.Adaptation;
import dev.glossa.model.BasePrecision;
import dev.glossa.model.Batch;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaGraph;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import dev.glossa.model.ParameterSpan;
import dev.glossa.model.SmallModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LoraModelTest {
  private static final int[][] IDS = {{3, 9, 4, 9, 28, 1, 7}, {5, 5, 6, 11, 2, 0, 8}};
  private static final Batch BATCH = Batch.packed(IDS, IDS, new int[][] {{3, 4}, {1, 1, 5}});
  private static final ModelCard CARD = new ModelCard("test", List.of());
  private static final List<String> SOME = List.of("v_proj", "q_proj", "up_proj", "down_proj");

  @TempDir Path folder;

  private LlamaModel base(boolean tied) throws IOException {
    LlamaModel base = LlamaModel.create(SmallModels.config(tied), DataType.DOUBLE, 5);
    HuggingFaceFolder.save(
        folder.resolve("base"),
        base,
        CARD,
        new HuggingFaceFolder.Options(TensorType.F64, Long.MAX_VALUE, List.of()));
    return base;
  }

  private LlamaModel adapters(LlamaModel base, double dropout, String... whole) throws IOException {
    LoraConfig lora = new LoraConfig(3, 5, dropout, SOME, List.of(whole), 11);
    return LlamaModel.adapt(
        base.config(),
        base.dataType(),
        new Adaptation(lora, BaseFolder.of(folder.resolve("base").toString())));
  }

  /** Adapters that do something. */
  private LlamaModel awake(LlamaModel base, double dropout, String... whole) throws IOException {
    LlamaModel model = adapters(base, dropout, whole);
    awaken(model);
    return model;
  }

  private static void awaken(LlamaModel model) {
    for (long i = 0; i < model.parameters().length(); i++) {
      model.parameters().putScalar(i, model.parameters().getDouble(i) + 0.2 * Math.sin(i));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void freshAdaptersChangeNothing(boolean tied) throws IOException {
    LlamaModel base = base(tied);
    LlamaModel model = adapters(base, 0.5, "embed_tokens");
    assertThat(model.logits(IDS, null).sub(base.logits(IDS, null)).amaxNumber().doubleValue())
        .isLessThan(1e-12);
  }

  @Test
  void onlyAdaptersAndWhatIsTrainedWholeAreParameters() throws IOException {
    assertThat(adapters(base(false), 0, "lm_head").layout())
        .extracting(ParameterSpan::name)
        .startsWith(
            "model.layers.0.self_attn.q_proj.lora_A.weight",
            "model.layers.0.self_attn.q_proj.lora_B.weight",
            "model.layers.0.self_attn.v_proj.lora_A.weight")
        .endsWith("model.layers.1.mlp.down_proj.lora_B.weight", "lm_head.weight")
        .hasSize(2 * 4 * 2 + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAreTheSlopesOfTheLossUnderDropout(boolean tied) throws IOException {
    LlamaModel model = awake(base(tied), 0.3, "embed_tokens", "lm_head");
    int pass = 4;
    model.sumGradients(BATCH, pass);
    INDArray gradients = model.gradients().dup();
    double h = 1e-5;
    for (ParameterSpan span : model.layout()) {
      for (int sample = 0; sample < 3; sample++) {
        long at = span.offset() + sample * (span.length() - 1) / 2;
        double value = model.parameters().getDouble(at);
        model.parameters().putScalar(at, value + h);
        double above = model.sumGradients(BATCH, pass).sum();
        model.parameters().putScalar(at, value - h);
        double below = model.sumGradients(BATCH, pass).sum();
        model.parameters().putScalar(at, value);
        double slope = (above - below) / (2 * h);
        assertThat(gradients.getDouble(at))
            .as(span.name() + " at " + at)
            .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  @Test
  void recomputedActivationsGiveTheSameGradients() throws IOException {
    LlamaModel model = awake(base(true), 0.3);
    LlamaModel recomputing =
        model.copy(new LlamaGraph.Training(LlamaGraph.Training.none().updater(), 0, true));
    assertThat(recomputing.sumGradients(BATCH, 2)).isEqualTo(model.sumGradients(BATCH, 2));
    assertThat(recomputing.gradients()).isEqualTo(model.gradients());
  }

  @Test
  void dropoutIsDrawnFromThePassAndTheSeedAlone() throws IOException {
    LlamaModel model = awake(base(true), 0.3);
    double second = model.sumGradients(BATCH, 2).sum();
    assertThat(model.sumGradients(BATCH, 3).sum()).isNotEqualTo(second);
    assertThat(model.sumGradients(BATCH, 2).sum()).isEqualTo(second);
    assertThat(awake(base(true), 0.3).sumGradients(BATCH, 2).sum()).isEqualTo(second);
    assertThat(model.loss(BATCH)).isEqualTo(model.loss(BATCH));
  }

  @Test
  void aGraphFromJsonFindsItsFrozenWeights() throws IOException {
    LlamaModel model = awake(base(false), 0.1, "embed_tokens");
    String json = model.graph().getConfiguration().toJson();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
    assertThat(read).isEqualTo(model.graph().getConfiguration());
    ComputationGraph graph = new ComputationGraph(read);
    graph.init(model.parameters().dup(), false);
    LlamaModel same = LlamaModel.of(graph);
    assertThat(same.layout()).isEqualTo(model.layout());
    assertThat(same.logits(IDS, null)).isEqualTo(model.logits(IDS, null));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSavedAdapterMergesToTheSameModel(boolean tied) throws IOException {
    LlamaModel base = base(tied);
    LlamaModel model = awake(base, 0.3, "lm_head");
    AdapterFolder.save(folder.resolve("adapter"), model, "../base", TensorType.F64, CARD);

    AdapterFolder saved = AdapterFolder.open(folder.resolve("adapter"));
    LlamaModel merged = saved.merge(base);

    assertThat(saved.base()).isEqualTo("../base");
    assertThat(merged.config()).isEqualTo(base.config());
    assertThat(merged.logits(IDS, null).sub(model.logits(IDS, null)).amaxNumber().doubleValue())
        .isLessThan(1e-12);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void aBaseIn16BitsIsTheRoundedBase(BasePrecision precision) throws IOException {
    LlamaModel exact = LlamaModel.create(SmallModels.config(false), DataType.FLOAT, 5);
    HuggingFaceFolder.save(folder.resolve("exact"), exact, CARD);
    LlamaModel rounded = LlamaModel.create(SmallModels.config(false), DataType.FLOAT, 5);
    rounded.parametersByName().forEach((name, weight) -> round(name, weight, precision));
    HuggingFaceFolder.save(folder.resolve("rounded"), rounded, CARD);

    LlamaModel narrow = above("exact", exact, precision);
    LlamaModel same = above("rounded", exact, BasePrecision.FLOAT32);
    LlamaModel wide = above("exact", exact, BasePrecision.FLOAT32);

    assertThat(narrow.sumGradients(BATCH).sum())
        .isCloseTo(same.sumGradients(BATCH).sum(), within(1e-6 * BATCH.labels().length));
    assertThat(distance(narrow.logits(IDS, null), same.logits(IDS, null))).isLessThan(1e-6);
    assertThat(distance(narrow.gradients(), same.gradients())).isLessThan(1e-5);
    // Eleven and eight significant bits, of which the sums of products lose about as many.
    double bound = precision == BasePrecision.FLOAT16 ? 0x1p-9 : 0x1p-6;
    assertThat(distance(narrow.logits(IDS, null), wide.logits(IDS, null))).isBetween(1e-6, bound);
  }

  private LlamaModel above(String base, LlamaModel model, BasePrecision precision)
      throws IOException {
    LoraConfig lora = new LoraConfig(3, 5, 0, SOME, List.of(), 11);
    BaseFolder weights = BaseFolder.of(folder.resolve(base).toString());
    Adaptation adaptation = new Adaptation(lora, weights, precision);
    LlamaModel adapters = LlamaModel.adapt(model.config(), DataType.FLOAT, adaptation);
    awaken(adapters);
    return adapters;
  }

  /** Only the matrices of blocks are kept in 16 bits. */
  private static void round(String name, INDArray weight, BasePrecision precision) {
    if (!name.startsWith("model.layers.") || weight.rank() == 1) {
      return;
    }
    TensorType type = precision == BasePrecision.FLOAT16 ? TensorType.F16 : TensorType.BF16;
    ByteBuffer bytes = ByteBuffer.allocate(2);
    for (long i = 0; i < weight.length(); i++) {
      type.put(weight.getDouble(i), bytes.clear());
      weight.putScalar(i, type.get(bytes.flip()));
    }
  }

  /** The largest difference, relative to the largest value. */
  private static double distance(INDArray actual, INDArray expected) {
    return actual.sub(expected).amaxNumber().doubleValue() / expected.amaxNumber().doubleValue();
  }

  @Test
  void aBaseIn16BitsTakesHalfTheMemoryForTheMatricesOfBlocks() {
    LlamaConfig config = SmallModels.config(false);
    long narrow = 0;
    for (ParameterSpan weight : config.parameterLayout()) {
      boolean halved = weight.name().startsWith("model.layers.") && weight.shape().size() == 2;
      narrow += weight.length() * (halved ? 2 : 4);
    }
    assertThat(BasePrecision.BFLOAT16.bytes(config)).isEqualTo(narrow);
    assertThat(BasePrecision.FLOAT32.bytes(config)).isEqualTo(4 * config.parameterCount());
    long heads = config.heads() + 2L * config.keyValueHeads();
    long largest = Math.max(heads * config.headSize(), 2L * config.intermediateSize());
    assertThat(BasePrecision.FLOAT16.room(config)).isEqualTo(4 * largest * config.hiddenSize());
    assertThat(BasePrecision.FLOAT32.room(config)).isZero();
  }

  @Test
  void aFileOfAnotherModelIsRefused() throws IOException {
    LlamaModel model = adapters(base(false), 0);
    AdapterFolder.save(folder.resolve("adapter"), model, "base", TensorType.F64, CARD);
    AdapterFolder saved = AdapterFolder.open(folder.resolve("adapter"));
    LlamaModel whole = adapters(base(false), 0, "lm_head");
    assertThatThrownBy(() -> saved.readInto(whole))
        .hasMessageContaining("base_model.model.lm_head.weight is missing");
    LlamaModel other = LlamaModel.create(other(), DataType.DOUBLE, 1);
    assertThatThrownBy(() -> saved.merge(other)).hasMessageContaining("another model");
  }

  private static LlamaConfig other() {
    return LlamaConfig.parse(
        SmallModels.config(false)
            .toJson()
            .replace("\"intermediate_size\" : 20", "\"intermediate_size\" : 24"));
  }

  @Test
  void impossibleAdaptersAreRefused() {
    assertThatThrownBy(() -> new LoraConfig(0, 1, 0, SOME, List.of(), 0))
        .hasMessageContaining("rank");
    assertThatThrownBy(() -> new LoraConfig(1, 1, 1, SOME, List.of(), 0))
        .hasMessageContaining("dropout");
    assertThatThrownBy(() -> new LoraConfig(1, 1, 0, List.of("c_attn"), List.of(), 0))
        .hasMessageContaining("c_attn");
    assertThatThrownBy(() -> new LoraConfig(1, 1, 0, SOME, List.of("norm"), 0))
        .hasMessageContaining("norm");
    assertThatThrownBy(() -> new LoraConfig(1, 1, 0, List.of(), List.of(), 0))
        .hasMessageContaining("target module");
  }
}
