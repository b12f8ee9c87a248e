package dev.glossa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.TensorType;
import dev.glossa.distributed.BaseFolder;
import dev.glossa.job.GlossaException;
import dev.glossa.lora.AdapterFolder;
import dev.glossa.model.Adaptation;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** A folder of adapters is a model, too. */
class HuggingFaceSourceTest {
  private static final int[] IDS = {1, 5, 7, 3};
  private static final ModelCard CARD = new ModelCard("test", List.of());
  private static final LlamaConfig CONFIG =
      LlamaConfig.parse(
          """
          {"model_type": "llama", "vocab_size": 19, "hidden_size": 16, "intermediate_size": 24,
           "num_hidden_layers": 1, "num_attention_heads": 2, "rms_norm_eps": 1e-5,
           "max_position_embeddings": 32, "rope_theta": 10000.0, "initializer_range": 0.2}
          """);

  @TempDir Path folder;

  @BeforeEach
  void saveAModelAndAdaptersForIt() throws IOException {
    Path base = folder.resolve("base");
    HuggingFaceFolder.save(base, LlamaModel.create(CONFIG, DataType.FLOAT, 1), CARD);
    LoraConfig lora = new LoraConfig(2, 8, 0, List.of("q_proj", "down_proj"), List.of(), 1);
    LlamaModel adapters =
        LlamaModel.adapt(
            CONFIG, DataType.FLOAT, new Adaptation(lora, BaseFolder.of(base.toString())));
    adapters.parameters().addi(0.3);
    AdapterFolder.save(folder.resolve("adapter"), adapters, "../base", TensorType.F32, CARD);
  }

  @Test
  void adaptersAreAddedToTheModelThatTheyName() throws IOException {
    Path base = folder.resolve("base");
    float[] merged =
        AdapterFolder.open(folder.resolve("adapter"))
            .merge(HuggingFaceFolder.load(base, DataType.FLOAT))
            .logits(IDS);

    assertThat(of("adapter", null).load().logits(IDS)).isEqualTo(merged);
    assertThat(of("base", "adapter").load().logits(IDS)).isEqualTo(merged);
    assertThat(of("base", null).load().logits(IDS)).isNotEqualTo(merged);
    assertThat(of("adapter", null).key()).isNotEqualTo(of("base", null).key());
  }

  @Test
  void theContextIsThatOfTheModelBelowTheAdapters() throws IOException {
    assertThat(of("base", null).contextLength()).isEqualTo(32);
    assertThat(of("adapter", null).contextLength()).isEqualTo(32);
  }

  @Test
  void adaptersWhoseModelIsElsewhereAreTaken() throws IOException {
    Files.move(folder.resolve("base"), folder.resolve("moved"));
    assertThatThrownBy(() -> of("adapter", null))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("'../base', which is not there");
    assertThat(of("moved", "adapter").load().logits(IDS)).hasSize(19);
  }

  @Test
  void aFolderWithoutAdaptersIsNamed() {
    assertThatThrownBy(() -> of("base", "base"))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("adapter_config.json");
  }

  @Test
  void aDamagedFileIsNamedWithItsFolder() throws IOException {
    Files.writeString(folder.resolve("adapter/adapter_config.json"), "{\"base");
    assertThatThrownBy(() -> of("adapter", null))
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("'adapter_config.json' of", "adapter' is no JSON.");

    Files.writeString(folder.resolve("base/tokenizer_config.json"), "{\"add_bos");
    assertThatThrownBy(() -> of("base", null))
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("'tokenizer_config.json' of", "base' is no JSON.");
  }

  private HuggingFaceSource of(String model, String adapter) throws IOException {
    return HuggingFaceSource.of(
        folder.resolve(model).toString(),
        adapter == null ? null : folder.resolve(adapter).toString(),
        "huggingface",
        new Configuration());
  }
}
