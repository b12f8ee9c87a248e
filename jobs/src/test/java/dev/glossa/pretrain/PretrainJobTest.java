package dev.glossa.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.model.LlamaModel;
import dev.glossa.pack.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PretrainJobTest {

  @TempDir static Path folder;

  @BeforeAll
  static void packAndInit() throws IOException {
    TinyTraining.write(folder);
  }

  private static PretrainSettings settings(String output, Map<String, ?> changes) {
    return Configuration.defaults()
        .with(
            Map.of(
                "pretrain.model", folder.resolve("model").toString(),
                "pretrain.data",
                    List.of(folder.resolve("counting") + "=3", folder.resolve("letters") + "=1"),
                "pretrain.output", folder.resolve(output).toString(),
                "pretrain.steps", 12,
                "pretrain.local-steps", 4,
                "pretrain.batch-size", 2,
                "pretrain.learning-rate", 0.01,
                "pretrain.warmup-steps", 2,
                "pretrain.checkpoint-every", 4))
        .with(changes)
        .section("pretrain", PretrainSettings.class);
  }

  @Test
  void leavesAModelCheckpointsMetricsAndAPage() throws IOException {
    TrainingResult result =
        new PretrainJob(settings("trained", Map.of())).run(LocalSpark.session());

    assertThat(result.steps()).isEqualTo(12);
    assertThat(result.tokens()).isEqualTo(12 * 2 * 2 * 32);
    assertThat(result.lastLoss()).isLessThan(result.firstLoss());
    assertThat(result.rows())
        .containsEntry(folder.resolve("counting").toString(), 36L)
        .containsEntry(folder.resolve("letters").toString(), 12L);
    Path output = folder.resolve("trained");
    try (Stream<Path> files = Files.list(output.resolve("model"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("config.json", "model.safetensors", "tokenizer.json", "README.md");
    }
    List<String> metrics = Files.readAllLines(output.resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(12);
    assertThat(
            new ObjectMapper()
                .readTree(metrics.get(11)).properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "step",
            "tokens",
            "loss",
            "grad_norm",
            "lr",
            "tokens_per_second",
            "peak_share",
            "epoch",
            "time");
    assertThat(new ObjectMapper().readTree(metrics.get(11)).path("peak_share").doubleValue())
        .isGreaterThan(0);
    assertThat(output.resolve("checkpoints/step-00000012/state.json")).exists();
    assertThat(Files.readString(output.resolve("training.html")))
        .contains("nats per token", "Norm of the gradient before clipping", "tokens per second");
  }

  @Test
  void goesOnFromACheckpointToTheSameBytes() throws IOException {
    new PretrainJob(settings("whole", Map.of())).run(LocalSpark.session());
    new PretrainJob(settings("again", Map.of())).run(LocalSpark.session());
    // What a kill after the second checkpoint leaves behind.
    Path again = folder.resolve("again");
    for (String late :
        List.of("manifest.json", "training.html", "model", "checkpoints/step-00000012")) {
      delete(again.resolve(late));
    }
    new PretrainJob(settings("again", Map.of())).run(LocalSpark.session());

    assertThat(again.resolve("model/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/model/model.safetensors"));
    assertThat(Files.readAllLines(again.resolve("metrics.jsonl"))).hasSize(12);
  }

  @Test
  void recomputedActivationsGiveTheSameBytes() throws IOException {
    new PretrainJob(settings("kept", Map.of())).run(LocalSpark.session());
    new PretrainJob(settings("recomputed", Map.of("pretrain.recompute-activations", true)))
        .run(LocalSpark.session());
    assertThat(folder.resolve("recomputed/model/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("kept/model/model.safetensors"));
  }

  @Test
  void growsAModelByTheMeanOfTheOldPieces() throws IOException {
    Path extended = TinyTokenizer.write(folder.resolve("extended"), "a b", "ab c");
    Path grown = folder.resolve("grown");
    InitResult result =
        new InitJob(
                new InitSettings(
                    null,
                    folder.resolve("model").toString(),
                    extended.toString(),
                    grown.toString(),
                    "mean",
                    1))
            .run(null);

    assertThat(result.newRows()).isEqualTo(2);
    LlamaModel model = HuggingFaceFolder.load(grown, DataType.FLOAT);
    INDArray rows = model.parametersByName().get("model.embed_tokens.weight");
    int a = 4;
    INDArray mean = rows.getRow(a).add(rows.getRow(a + 1)).add(rows.getRow(a + 2)).div(3);
    assertThat(rows.getRow(result.vocabulary() - 1).sub(mean).amaxNumber().doubleValue())
        .isLessThan(1e-7);
  }

  @Test
  void trainsTheRowsOfNewPiecesAloneIfAskedTo() throws IOException {
    Path listed = Files.createDirectory(folder.resolve("listed"));
    try (Stream<Path> files = Files.list(folder.resolve("model"))) {
      for (Path file : files.toList()) {
        Files.copy(file, listed.resolve(file.getFileName()));
      }
    }
    Map<String, ?> changes =
        Map.of("pretrain.model", listed.toString(), "pretrain.only-new-rows-steps", 12);
    assertThatThrownBy(
            () -> new PretrainJob(settings("unlisted", changes)).run(LocalSpark.session()))
        .hasMessageContaining("no added_pieces.tsv");

    Files.writeString(listed.resolve("added_pieces.tsv"), "id\tpiece\n40\tx\n41\ty\n");
    new PretrainJob(settings("rows", changes)).run(LocalSpark.session());

    INDArray before = embedding(listed);
    INDArray after = embedding(folder.resolve("rows/model"));
    for (int row = 0; row < before.rows(); row++) {
      assertThat(after.getRow(row).equals(before.getRow(row)))
          .as("row %d", row)
          .isEqualTo(row < 40);
    }
  }

  private static INDArray embedding(Path model) throws IOException {
    return HuggingFaceFolder.load(model, DataType.FLOAT)
        .parametersByName()
        .get("model.embed_tokens.weight");
  }

  @Test
  void idsThatTheModelDoesNotHaveAreNamed() throws IOException {
    Path larger = TinyTokenizer.write(folder.resolve("larger"), "o n", "on e");
    TinyTraining.pack(folder.resolve("counting.jsonl"), larger, folder.resolve("larger-packed"));
    PretrainSettings settings =
        settings(
            "misfit", Map.of("pretrain.data", List.of(folder.resolve("larger-packed").toString())));
    assertThatThrownBy(() -> new PretrainJob(settings).run(LocalSpark.session()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("has the token id 45, but the model has 44 vocabulary rows");
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
