package dev.glossa.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.pack.TinyTokenizer;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    TuneResult result =
        new TuneJob(
                Configuration.defaults()
                    .with(
                        Map.of(
                            "tune.model",
                            model().toString(),
                            "tune.data",
                            List.of(data.toString()),
                            "tune.output",
                            output.toString(),
                            "tune.template",
                            template.toString(),
                            "tune.epochs",
                            40,
                            "tune.batch-size",
                            1,
                            "tune.learning-rate",
                            0.01,
                            "tune.warmup-steps",
                            0))
                    .section("tune", TuneSettings.class))
            .run(LocalSpark.session());

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
    String tokenizer = TinyTokenizer.write(folder.resolve("tokenizer")).toString();
    new InitJob(new InitSettings(config.toString(), null, tokenizer, model.toString(), "mean", 1))
        .run(null);
    return model;
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
