package dev.glossa.pretrain;

import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.TensorType;
import dev.glossa.distributed.BaseFolder;
import dev.glossa.distributed.LocalFolder;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.lora.AdapterFolder;
import dev.glossa.model.Adaptation;
import dev.glossa.model.BasePrecision;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Hugging Face folders, and adapters in PEFT's format, on any file system: local ones are mapped,
 * others copied first.
 */
public final class ModelFolder {

  private ModelFolder() {}

  /**
   * Reads a model in float32.
   *
   * @throws GlossaException (usage) if there is none, or it is damaged
   */
  public static LlamaModel load(String path, Configuration hadoop) {
    return read(
        path,
        hadoop,
        () ->
            LocalFolder.read(path, hadoop, local -> HuggingFaceFolder.load(local, DataType.FLOAT)));
  }

  /**
   * Begins adapters above a model, which is read where they are trained.
   *
   * @param precision in what the model's weights are kept
   * @throws GlossaException (usage) if there is no model, or it is damaged
   */
  public static LlamaModel adapt(
      String path, LoraConfig lora, BasePrecision precision, Configuration hadoop) {
    return read(
        path,
        hadoop,
        () -> {
          LlamaConfig config = LocalFolder.read(path, hadoop, HuggingFaceFolder::check);
          Path folder = new Path(path);
          String qualified = folder.getFileSystem(hadoop).makeQualified(folder).toString();
          Adaptation adaptation = new Adaptation(lora, BaseFolder.of(qualified), precision);
          return LlamaModel.adapt(config, DataType.FLOAT, adaptation);
        });
  }

  /**
   * Reads a model and adds adapters to it.
   *
   * @param adapter a folder in PEFT's format
   * @throws GlossaException (usage) if one of them is not there or damaged, or they do not fit
   */
  public static LlamaModel merge(String path, String adapter, Configuration hadoop) {
    return read(
        path,
        hadoop,
        () ->
            LocalFolder.read(
                adapter, hadoop, local -> AdapterFolder.open(local).merge(load(path, hadoop))));
  }

  /** Reads what may fail in the ways of files. */
  private interface Reading {
    LlamaModel model() throws IOException;
  }

  private static LlamaModel read(String path, Configuration hadoop, Reading reading) {
    try {
      return reading.model();
    } catch (CheckpointException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          hasModel(path, hadoop)
              ? "'%s' is the output of a training: name the model in it, '%s/model'."
                  .formatted(path, path)
              : e.getMessage(),
          e);
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The model '" + path + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether it is the output of a training, which has its model in a folder. */
  private static boolean hasModel(String path, Configuration hadoop) {
    try {
      Path config = new Path(path, "model/config.json");
      return config.getFileSystem(hadoop).exists(config);
    } catch (IOException e) {
      // What is wrong with the model itself is told.
      return false;
    }
  }

  /**
   * Writes a model with its tokenizer's files, into a folder that may exist.
   *
   * @param dtype f32, f16 or bf16, also as PyTorch names them
   */
  public static void save(
      Path folder,
      FileSystem system,
      LlamaModel model,
      TokenizerFiles tokenizer,
      String dtype,
      ModelCard card)
      throws IOException {
    HuggingFaceFolder.Options usual = HuggingFaceFolder.Options.usual();
    publish(
        folder,
        system,
        tokenizer,
        whole ->
            HuggingFaceFolder.save(
                whole,
                model,
                card,
                new HuggingFaceFolder.Options(type(dtype), usual.maxShardBytes(), List.of())));
  }

  /** Writes adapters in PEFT's format with the tokenizer's files, into a folder that may exist. */
  static void saveAdapters(
      Path folder,
      FileSystem system,
      LlamaModel adapters,
      TokenizerFiles tokenizer,
      String dtype,
      ModelCard card)
      throws IOException {
    // PEFT knows local folders by their path alone.
    String base = adapters.adaptation().orElseThrow().base().folder().replaceFirst("^file:/+", "/");
    publish(
        folder,
        system,
        tokenizer,
        whole -> AdapterFolder.save(whole, adapters, base, type(dtype), card));
  }

  /** Writes a local folder. */
  private interface Writing {
    void to(java.nio.file.Path folder) throws IOException;
  }

  private static void publish(
      Path folder, FileSystem system, TokenizerFiles tokenizer, Writing writing)
      throws IOException {
    java.nio.file.Path staging = Files.createTempDirectory("glossa-model");
    try {
      java.nio.file.Path whole = staging.resolve("model");
      writing.to(whole);
      for (Map.Entry<String, byte[]> file : tokenizer.files().entrySet()) {
        Files.write(whole.resolve(file.getKey()), file.getValue());
      }
      system.mkdirs(folder);
      try (var files = Files.list(whole)) {
        for (java.nio.file.Path file : files.sorted().toList()) {
          Path target = new Path(folder, file.getFileName().toString());
          system.copyFromLocalFile(true, true, new Path(file.toUri()), target);
        }
      }
    } finally {
      FileUtil.fullyDelete(staging.toFile());
    }
  }

  /**
   * The type of a model's weights.
   *
   * @param dtype f32, f16 or bf16, also as PyTorch names them
   * @throws GlossaException (usage) if it is none of these
   */
  public static TensorType type(String dtype) {
    return switch (dtype.toLowerCase(Locale.ROOT)) {
      case "f32", "float32", "fp32" -> TensorType.F32;
      case "f16", "float16", "fp16" -> TensorType.F16;
      case "bf16", "bfloat16" -> TensorType.BF16;
      default ->
          throw GlossaException.usage(
              "'%s' is no data type of a model's weights: float32, float16 or bfloat16.", dtype);
    };
  }
}
