package dev.glossa.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.model.LlamaModel;
import dev.glossa.model.SmallModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class HuggingFaceFolderTest {
  private static final ModelCard CARD = new ModelCard("Small", List.of("Base: none."));
  private static final String NORM = "model.norm.weight";

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 2000})
  void aSavedModelIsLoadedAgainWholeOrInShards(long maxShardBytes) throws IOException {
    LlamaModel model = SmallModels.random();
    Path folder = temporary.resolve("model");
    HuggingFaceFolder.save(
        folder,
        model,
        CARD,
        new HuggingFaceFolder.Options(TensorType.F32, maxShardBytes, List.of()));

    LlamaModel loaded = HuggingFaceFolder.load(folder, DataType.FLOAT);

    assertThat(loaded.config()).isEqualTo(model.config());
    assertThat(loaded.parameters()).isEqualTo(model.parameters());
    assertThat(folder.resolve("README.md")).hasContent("# Small\n\nBase: none.\n");
    assertThat(Files.exists(folder.resolve("model.safetensors.index.json")))
        .isEqualTo(maxShardBytes == 2000);
  }

  @Test
  void savingAgainReplacesTheFolderAndLeavesNothingBesideIt() throws IOException {
    Path folder = temporary.resolve("model");
    Path tokenizer = Files.writeString(temporary.resolve("tokenizer.json"), "{}");
    HuggingFaceFolder.save(folder, SmallModels.random(), CARD);
    Files.writeString(folder.resolve("stale.txt"), "old");
    HuggingFaceFolder.save(
        folder,
        SmallModels.random(),
        CARD,
        HuggingFaceFolder.Options.usual().with(List.of(tokenizer)));
    assertThat(folder.resolve("stale.txt")).doesNotExist();
    assertThat(folder.resolve("tokenizer.json")).hasContent("{}");
    assertThat(Files.list(temporary)).containsExactlyInAnyOrder(folder, tokenizer);
  }

  @Test
  void endTokensComeFromBothConfigurations() throws IOException {
    Path folder = saved();
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [2, 9]}");
    assertThat(HuggingFaceFolder.config(folder).eosIds()).containsExactly(2, 9);
  }

  @Test
  void missingSurplusAndMisshapenTensorsAreAllNamed() throws IOException {
    Path folder = saved();
    change(
        folder,
        tensors -> {
          tensors.remove(NORM);
          tensors.put("extra.weight", TensorData.of(new float[] {1}));
          tensors.put("model.layers.0.mlp.up_proj.weight", TensorData.of(new float[] {1}));
          tensors.put(
              "model.layers.0.self_attn.rotary_emb.inv_freq", TensorData.of(new float[] {1}));
        });
    assertThatThrownBy(() -> HuggingFaceFolder.load(folder, DataType.FLOAT))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(NORM + " is missing")
        .hasMessageContaining("extra.weight is surplus")
        .hasMessageContaining("up_proj.weight has the shape [1], config.json asks for [20, 12]")
        .hasMessageNotContaining("inv_freq");
  }

  @Test
  void aHeadBesideATiedEmbeddingMustEqualIt() throws IOException {
    LlamaModel model = LlamaModel.create(SmallModels.config(true), DataType.FLOAT, 1);
    Path folder = temporary.resolve("tied");
    HuggingFaceFolder.save(folder, model, CARD);
    INDArray embedding = model.parametersByName().get("model.embed_tokens.weight");
    change(folder, tensors -> tensors.put("lm_head.weight", TensorData.of(embedding)));
    assertThat(HuggingFaceFolder.load(folder, DataType.FLOAT).parameters())
        .isEqualTo(model.parameters());
    change(folder, tensors -> tensors.put("lm_head.weight", TensorData.of(embedding.add(1))));
    assertThatThrownBy(() -> HuggingFaceFolder.load(folder, DataType.FLOAT))
        .hasMessageContaining("lm_head.weight is surplus");
  }

  @Test
  void foldersWithoutConfigurationWeightsOrShardsAreNamed() throws IOException {
    assertThatThrownBy(() -> HuggingFaceFolder.load(temporary, DataType.FLOAT))
        .hasMessageContaining("config.json is missing");
    Path folder = saved();
    Files.delete(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("pytorch_model.bin"), "pickle");
    assertThatThrownBy(() -> HuggingFaceFolder.load(folder, DataType.FLOAT))
        .hasMessageContaining("model.safetensors is missing");
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"model-1.safetensors\"}}");
    assertThatThrownBy(() -> HuggingFaceFolder.load(folder, DataType.FLOAT))
        .hasMessageContaining("model-1.safetensors");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt2\"}");
    assertThatThrownBy(() -> HuggingFaceFolder.load(folder, DataType.FLOAT))
        .hasMessageContaining("model_type gpt2");
  }

  @Test
  void aModelWithoutEndTokensSaysNoneOfThem() throws IOException {
    LlamaModel model =
        LlamaModel.create(
            SmallModels.config(true)
                .withTokens(OptionalInt.empty(), List.of(), OptionalInt.empty()),
            DataType.FLOAT,
            1);
    Path folder = temporary.resolve("free");
    HuggingFaceFolder.save(folder, model, CARD);
    assertThat(HuggingFaceFolder.config(folder).eosIds()).isEmpty();
  }

  private Path saved() throws IOException {
    Path folder = temporary.resolve("model");
    HuggingFaceFolder.save(folder, SmallModels.random(), CARD);
    return folder;
  }

  private static void change(
      Path folder, java.util.function.Consumer<Map<String, TensorData>> change) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    try (Safetensors old = Safetensors.open(file)) {
      for (String name : old.tensors().keySet()) {
        tensors.put(name, TensorData.of(old.read(name, DataType.FLOAT)));
      }
    }
    change.accept(tensors);
    Safetensors.write(file, tensors, Map.of());
  }
}
