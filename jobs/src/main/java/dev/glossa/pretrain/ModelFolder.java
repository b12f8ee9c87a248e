package dev.glossa.pretrain;

import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.TensorType;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.model.LlamaModel;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.nd4j.linalg.api.buffer.DataType;

/** Hugging Face folders on any file system: local ones are mapped, others copied first. */
public final class ModelFolder {

  private ModelFolder() {}

  /**
   * Reads a model in float32.
   *
   * @throws GlossaException (usage) if there is none, or it is damaged
   */
  public static LlamaModel load(String path, Configuration hadoop) {
    try {
      return HuggingFaceFolder.load(local(path, hadoop), DataType.FLOAT);
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

  private static java.nio.file.Path local(String path, Configuration hadoop) throws IOException {
    Path given = new Path(path);
    FileSystem system = given.getFileSystem(hadoop);
    if (system.getScheme().equals("file")) {
      return java.nio.file.Path.of(system.makeQualified(given).toUri());
    }
    java.nio.file.Path copy = Files.createTempDirectory("glossa-model");
    for (FileStatus file : system.listStatus(given)) {
      if (file.isFile()) {
        java.nio.file.Path target = copy.resolve(file.getPath().getName());
        system.copyToLocalFile(false, file.getPath(), new Path(target.toUri()), true);
        target.toFile().deleteOnExit();
      }
    }
    copy.toFile().deleteOnExit();
    return copy;
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
    java.nio.file.Path staging = Files.createTempDirectory("glossa-model");
    try {
      java.nio.file.Path whole = staging.resolve("model");
      HuggingFaceFolder.Options usual = HuggingFaceFolder.Options.usual();
      HuggingFaceFolder.save(
          whole,
          model,
          card,
          new HuggingFaceFolder.Options(type(dtype), usual.maxShardBytes(), List.of()));
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

  private static TensorType type(String dtype) {
    return switch (dtype.toLowerCase(Locale.ROOT)) {
      case "f32", "float32", "fp32" -> TensorType.F32;
      case "f16", "float16", "fp16" -> TensorType.F16;
      case "bf16", "bfloat16" -> TensorType.BF16;
      default ->
          throw GlossaException.usage(
              "'%s' is no data type to write a model in: float32, float16 or bfloat16.", dtype);
    };
  }
}
