package dev.glossa.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.pack.TinyTokenizer;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateJobTest {
  @TempDir Path folder;

  private Path model;
  private Path prompts;
  private Path answers;

  @BeforeEach
  void initAModel() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("tiny.conf"),
            """
            hidden_size = 16
            intermediate_size = 24
            num_hidden_layers = 1
            num_attention_heads = 2
            num_key_value_heads = 1
            max_position_embeddings = 48
            """);
    model = folder.resolve("model");
    prompts = folder.resolve("prompts.jsonl");
    answers = folder.resolve("answers.jsonl");
    String tokenizer = TinyTokenizer.write(folder.resolve("tokenizer")).toString();
    new InitJob(new InitSettings(config.toString(), null, tokenizer, model.toString(), "mean", 1))
        .run(null);
  }

  private GenerateResult generate() {
    return new GenerateJob(
            Configuration.load(
                    null,
                    Map.of(),
                    Map.of(
                        "generate.model", model.toString(),
                        "generate.input", prompts.toString(),
                        "generate.output", answers.toString(),
                        "generate.ignore-eos", true,
                        "generate.max-new-tokens", 3))
                .section("generate", GenerateSettings.class))
        .run(LocalSpark.session());
  }

  @Test
  void answersEveryLineInOrderAndKeepsItsOtherFields() throws IOException {
    Files.writeString(
        prompts,
        """
        {"id": 7, "prompt": "a b"}

        {"ids": [5, 6]}
        """);
    assertThat(generate()).isEqualTo(new GenerateResult(2, 6));

    List<String> lines = Files.readAllLines(answers);
    assertThat(lines).hasSize(2);
    JsonNode text = new ObjectMapper().readTree(lines.get(0));
    assertThat(text.path("id").asInt()).isEqualTo(7);
    assertThat(text.path("output").isTextual()).isTrue();
    assertThat(text.path("output_ids")).hasSize(3);
    assertThat(text.path("finish_reason").asText()).isEqualTo("length");
    JsonNode ids = new ObjectMapper().readTree(lines.get(1));
    assertThat(ids.has("output")).isFalse();
    assertThat(ids.path("output_ids")).hasSize(3);
  }

  @Test
  void keepsTheOrderOfFilesAndLinesOverAllTasks() throws IOException {
    prompts = Files.createDirectory(folder.resolve("prompts"));
    for (int file = 0; file < 3; file++) {
      StringBuilder lines = new StringBuilder();
      for (int line = 0; line < 15; line++) {
        lines.append("{\"at\": %d, \"ids\": [5, %d]}%n".formatted(100 * file + line, 3 + line));
      }
      Files.writeString(prompts.resolve(file + ".jsonl"), lines);
    }
    assertThat(generate().prompts()).isEqualTo(45);

    List<Integer> order = new ArrayList<>();
    for (String line : Files.readAllLines(answers)) {
      order.add(new ObjectMapper().readTree(line).path("at").asInt());
    }
    assertThat(order).hasSize(45).isSorted();
  }

  @Test
  void namesTheLineThatIsNoPrompt() throws IOException {
    for (String bad : List.of("{\"text\": \"a\"}", "[1]", "{\"ids\": [\"a\"]}", "{\"prompt\"")) {
      Files.writeString(prompts, "{\"prompt\": \"a\"}\n" + bad + "\n");
      assertThatThrownBy(this::generate)
          .hasMessageContaining("Line 2")
          .extracting("exitCode")
          .isEqualTo(ExitCode.BAD_INPUT);
      assertThat(answers).doesNotExist();
    }
  }
}
