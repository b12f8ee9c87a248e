package dev.glossa.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.lora.AdapterFolder;
import dev.glossa.model.LlamaModel;
import dev.glossa.pack.TinyTokenizer;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class TuneJobTest {

  @TempDir Path folder;

  @Test
  void learnsResponsesAndWritesTheChatTemplate() throws IOException {
    Path data =
        write(
            "data.jsonl",
            """
        {"instruction": "a", "input": "", "output": "b"}
        {"messages": [{"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]}
        {"text": "no instruction"}
        not json
        """);
    Path template =
        write(
            "short.conf",
            """
        system = "{content}\\n"
        user = "u:{content}\\n"
        assistant = "a:{content}"
        end = null
        """);
    Path output = folder.resolve("tuned");
    TuneResult result = tune(data, output, Map.of("tune.template", template.toString()));

    assertThat(result.conversations()).isEqualTo(2);
    assertThat(result.rejected()).isEqualTo(2);
    assertThat(result.rows()).isEqualTo(1);
    assertThat(result.training().steps()).isEqualTo(20);
    assertThat(result.training().lastLoss()).isLessThan(result.training().firstLoss());
    assertThat(Files.readAllLines(output.resolve("rejects.jsonl"))).hasSize(2);
    JsonNode config =
        new ObjectMapper().readTree(output.resolve("model/tokenizer_config.json").toFile());
    assertThat(config.path("chat_template").asText()).contains("'u:' + message['content']");
    assertThat(config.path("eos_token").asText()).isEqualTo("</s>");
  }

  @Test
  void trainsAdaptersAloneAndMergesThemOnRequest() throws IOException {
    Path data =
        write(
            "data.jsonl",
            """
        {"instruction": "a", "input": "", "output": "b"}
        """);
    Path output = folder.resolve("tuned");
    Map<String, Object> lora =
        Map.of(
            "tune.lora",
            2,
            "tune.base-dtype",
            "bfloat16",
            "tune.modules-to-save",
            List.of("lm_head"));

    TuneResult result = tune(data, output, lora);

    assertThat(result.training().lastLoss()).isLessThan(result.training().firstLoss());
    assertThat(output.resolve("model")).doesNotExist();
    Path adapter = output.resolve("adapter");
    assertThat(adapter.resolve("tokenizer_config.json")).exists();
    AdapterFolder adapters = AdapterFolder.open(adapter);
    assertThat(adapters.lora().rank()).isEqualTo(2);
    assertThat(Path.of(adapters.base())).isEqualTo(folder.resolve("model"));

    Path whole = folder.resolve("whole");
    tune(data, whole, Map.of("tune.lora", 2, "tune.merge", true));
    LlamaModel merged = HuggingFaceFolder.load(whole.resolve("model"), DataType.FLOAT);
    assertThat(merged.parameters())
        .isNotEqualTo(HuggingFaceFolder.load(folder.resolve("model"), DataType.FLOAT).parameters());
  }

  @Test
  void adaptersThatCannotBeAreUsageErrors() throws IOException {
    Path data = write("data.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}");
    assertThatThrownBy(() -> tune(data, folder.resolve("a"), Map.of("tune.merge", true)))
        .hasMessageContaining("--lora");
    assertThatThrownBy(() -> tune(data, folder.resolve("c"), Map.of("tune.base-dtype", "bfloat16")))
        .hasMessageContaining("--base-dtype");
    assertThatThrownBy(
            () ->
                tune(data, folder.resolve("d"), Map.of("tune.lora", 2, "tune.base-dtype", "int4")))
        .hasMessageContaining("'int4'");
    assertThatThrownBy(
            () ->
                tune(
                    data,
                    folder.resolve("b"),
                    Map.of("tune.lora", 2, "tune.lora-targets", List.of("c_attn"))))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("c_attn");
  }

  private TuneResult tune(Path data, Path output, Map<String, Object> more) throws IOException {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "tune.model",
                model().toString(),
                "tune.data",
                List.of(data.toString()),
                "tune.output",
                output.toString(),
                "tune.epochs",
                40,
                "tune.batch-size",
                1,
                "tune.learning-rate",
                0.01,
                "tune.warmup-steps",
                0));
    settings.putAll(more);
    return new TuneJob(Configuration.defaults().with(settings).section("tune", TuneSettings.class))
        .run(LocalSpark.session());
  }

  private Path model() throws IOException {
    Path config =
        write(
            "tiny.conf",
            """
        hidden_size = 16
        intermediate_size = 24
        num_hidden_layers = 1
        num_attention_heads = 2
        num_key_value_heads = 1
        tie_word_embeddings = true
        max_position_embeddings = 48
        """);
    Path model = folder.resolve("model");
    if (Files.exists(model)) {
      return model;
    }
    String tokenizer = TinyTokenizer.write(folder.resolve("tokenizer")).toString();
    new InitJob(new InitSettings(config.toString(), null, tokenizer, model.toString(), "mean", 1))
        .run(null);
    return model;
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
