package dev.glossa.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A Hugging Face folder. The tokenizer travels with the tasks; the weights are read where they are
 * needed, from any file system, by way of a local copy if that is not a local one.
 */
public final class HuggingFaceSource implements ModelSource {
  private static final long serialVersionUID = 1L;
  private static final Set<String> READ = Set.of("config.json", "generation_config.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;
  private final String key;
  private final TokenizerFiles tokenizer;
  private final boolean beginsPrompts;

  private HuggingFaceSource(
      String folder, String key, TokenizerFiles tokenizer, boolean beginsPrompts) {
    this.folder = folder;
    this.key = key;
    this.tokenizer = tokenizer;
    this.beginsPrompts = beginsPrompts;
  }

  /**
   * @param mode sentencepiece or huggingface, where the folder has both tokenizers' files
   * @throws GlossaException (usage) if the folder has no config.json
   */
  public static HuggingFaceSource of(String folder, String mode, Configuration hadoop)
      throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    path = fileSystem.makeQualified(path);
    if (!fileSystem.exists(new org.apache.hadoop.fs.Path(path, "config.json"))) {
      throw fileSystem.exists(new org.apache.hadoop.fs.Path(path, "model/config.json"))
          ? GlossaException.usage(
              "'%s' is the output of a training: name the model in it, '%s/model'.", folder, folder)
          : GlossaException.usage(
              "'%s' is no model: name a Hugging Face folder with a config.json.", folder);
    }
    StringBuilder key = new StringBuilder(path.toString());
    for (FileStatus file : fileSystem.listStatus(path)) {
      if (isRead(file.getPath().getName())) {
        key.append(' ').append(file.getLen()).append(' ').append(file.getModificationTime());
      }
    }
    TokenizerFiles tokenizer = TokenizerFiles.optional(path.toString(), mode, hadoop);
    JsonNode config = JSON.readTree(tokenizer.text(TokenizerFiles.CONFIG));
    boolean beginsPrompts =
        tokenizer.exists()
            && config.path("add_bos_token").asBoolean(false)
            && tokenizer.tokenizer().bosId() >= 0;
    return new HuggingFaceSource(path.toString(), key.toString(), tokenizer, beginsPrompts);
  }

  private static boolean isRead(String name) {
    return READ.contains(name)
        || name.endsWith(".safetensors")
        || name.endsWith(".safetensors.index.json");
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public LanguageModel load() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
    if (path.toUri().getScheme().equals("file")) {
      return load(Path.of(path.toUri().getPath()));
    }
    FileSystem fileSystem = path.getFileSystem(SparkHadoopUtil.get().conf());
    Path copy = Files.createTempDirectory("glossa-model");
    try {
      for (FileStatus file : fileSystem.listStatus(path)) {
        if (isRead(file.getPath().getName())) {
          fileSystem.copyToLocalFile(
              file.getPath(),
              new org.apache.hadoop.fs.Path(
                  copy.resolve(file.getPath().getName()).toUri().toString()));
        }
      }
      return load(copy);
    } finally {
      org.apache.hadoop.fs.FileUtil.fullyDelete(copy.toFile());
    }
  }

  private static LanguageModel load(Path local) throws IOException {
    try {
      return new LlamaLanguageModel(HuggingFaceFolder.load(local, DataType.FLOAT));
    } catch (dev.glossa.checkpoint.CheckpointException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /**
   * @throws GlossaException (usage) if the folder has no tokenizer
   */
  @Override
  public Tokenizer tokenizer() {
    if (!tokenizer.exists()) {
      throw GlossaException.usage(
          "'%s' has no tokenizer: copy a tokenizer.model or tokenizer.json into it.", folder);
    }
    return tokenizer.tokenizer();
  }

  /** The tokenizer's files, of which there may be none. */
  public TokenizerFiles files() {
    return tokenizer;
  }

  @Override
  public boolean beginsPrompts() {
    return beginsPrompts;
  }
}
