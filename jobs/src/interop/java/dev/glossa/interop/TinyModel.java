package dev.glossa.interop;

import dev.glossa.MadeOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The way from raw text to a trained model, as small as it gets, by the commands that users have.
 */
final class TinyModel {
  private static final String CONFIG =
      """
      {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": 1000,
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "hidden_act": "silu",
        "max_position_embeddings": 128,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "tie_word_embeddings": true,
        "initializer_range": 0.02,
        "bos_token_id": 1,
        "eos_token_id": 2
      }
      """;

  private TinyModel() {}

  /** The folder with all that was made on the way, with Spark embedded. */
  static Path folder() {
    return Holder.FOLDER;
  }

  /** Where the trained model lies. */
  static Path trained() {
    return folder().resolve("trained-model/model");
  }

  /** The file with its shape. */
  static Path config(Path folder) throws IOException {
    return Files.writeString(folder.resolve("config.json"), CONFIG);
  }

  /**
   * Prepares, trains a vocabulary and trains a model; options such as {@code --master} go to each.
   */
  static void train(Path folder, Map<String, String> environment, Object... options)
      throws IOException, InterruptedException {
    Path documents = Sample.documents(folder, 400);
    Path config = config(folder);
    glossa(folder, environment, options, "prepare", "--input", documents, "--output", "prepared");
    glossa(
        folder,
        environment,
        options,
        "vocab",
        "train",
        "--input",
        "prepared/corpus",
        "--output",
        "tokenizer",
        "--vocab-size",
        1000);
    glossa(
        folder,
        environment,
        options,
        "init",
        "--config",
        config,
        "--tokenizer",
        "tokenizer",
        "--output",
        "model");
    glossa(
        folder,
        environment,
        options,
        "pack",
        "--input",
        "prepared/corpus",
        "--tokenizer",
        "tokenizer",
        "--length",
        128,
        "--output",
        "packed");
    glossa(
        folder,
        environment,
        options,
        "pretrain",
        "--model",
        "model",
        "--data",
        "packed",
        "--output",
        "trained-model",
        "--steps",
        6,
        "--workers",
        2,
        "--batch-size",
        4,
        "--local-steps",
        3,
        "--warmup-steps",
        2,
        "--learning-rate",
        0.003);
  }

  private static void glossa(
      Path folder, Map<String, String> environment, Object[] options, Object... arguments)
      throws IOException, InterruptedException {
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(Arrays.asList(options));
    Tools.glossa(folder, environment, null, all.toArray());
  }

  private static final class Holder {
    static final Path FOLDER =
        MadeOnce.folder("tiny-model", folder -> train(Files.createDirectories(folder), Map.of()));
  }
}
