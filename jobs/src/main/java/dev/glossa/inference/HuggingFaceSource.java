package dev.glossa.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.distributed.HadoopSettings;
import dev.glossa.distributed.LocalFolder;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.lora.AdapterFolder;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A Hugging Face folder, or one with adapters above another, which are added as it is read. The
 * tokenizer travels with the tasks; the weights are read where they are needed, from any file
 * system, by way of a local copy if that is not a local one.
 */
public final class HuggingFaceSource implements ModelSource {
  private static final long serialVersionUID = 1L;
  private static final String CONFIG = "config.json";
  private static final String ADAPTER_CONFIG = "adapter_config.json";
  private static final Set<String> READ = Set.of(CONFIG, "generation_config.json", ADAPTER_CONFIG);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;
  private final String adapter;
  private final String key;
  private final TokenizerFiles tokenizer;
  private final boolean beginsPrompts;
  private final boolean keepsPrefixes;

  private HuggingFaceSource(
      String folder,
      String adapter,
      String key,
      TokenizerFiles tokenizer,
      boolean beginsPrompts,
      boolean keepsPrefixes) {
    this.folder = folder;
    this.adapter = adapter;
    this.key = key;
    this.tokenizer = tokenizer;
    this.beginsPrompts = beginsPrompts;
    this.keepsPrefixes = keepsPrefixes;
  }

  /**
   * @param folder a model, or adapters, which name their model
   * @param mode sentencepiece or huggingface, where the folder has both tokenizers' files
   * @throws GlossaException (usage) if the folder has no config.json
   */
  public static HuggingFaceSource of(String folder, String mode, Configuration hadoop)
      throws IOException {
    Path path = new Path(folder);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Path adapter = new Path(path, ADAPTER_CONFIG);
    if (fileSystem.exists(new Path(path, CONFIG)) || !fileSystem.exists(adapter)) {
      return above(folder, null, mode, hadoop);
    }
    String base =
        json(ADAPTER_CONFIG, folder, text(adapter, fileSystem))
            .path("base_model_name_or_path")
            .asText();
    // Against the folder of the adapters, so that a path without a scheme is on their file system.
    Path model = base.isEmpty() ? path : new Path(fileSystem.makeQualified(path), base);
    if (!model.getFileSystem(hadoop).exists(new Path(model, CONFIG))) {
      throw GlossaException.usage(
          "The adapters '%s' belong to the model '%s', which is not there: name it by --model and"
              + " the adapters by --adapter of 'glossa generate', or merge them.",
          folder, base);
    }
    return above(model.toString(), folder, mode, hadoop);
  }

  /**
   * The same.
   *
   * @param adapter adapters for the model; null: those that the folder itself has, if any
   */
  public static HuggingFaceSource of(
      String folder, String adapter, String mode, Configuration hadoop) throws IOException {
    return adapter == null ? of(folder, mode, hadoop) : above(folder, adapter, mode, hadoop);
  }

  private static HuggingFaceSource above(
      String folder, String adapter, String mode, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    path = fileSystem.makeQualified(path);
    if (!fileSystem.exists(new Path(path, CONFIG))) {
      throw fileSystem.exists(new Path(path, "model/config.json"))
          ? GlossaException.usage(
              "'%s' is the output of a training: name the model in it, '%s/model'.", folder, folder)
          : GlossaException.usage(
              "'%s' is no model: name a Hugging Face folder with a config.json.", folder);
    }
    TokenizerFiles tokenizer = TokenizerFiles.optional(path.toString(), mode, hadoop);
    String key = key(path, fileSystem);
    String adapterFolder = null;
    if (adapter != null) {
      Path above = new Path(adapter);
      FileSystem itsFileSystem = above.getFileSystem(hadoop);
      above = itsFileSystem.makeQualified(above);
      if (!itsFileSystem.exists(new Path(above, ADAPTER_CONFIG))) {
        throw GlossaException.usage(
            "'%s' has no adapters: name a folder with an adapter_config.json.", adapter);
      }
      adapterFolder = above.toString();
      key += " " + key(above, itsFileSystem);
      TokenizerFiles itsTokenizer = TokenizerFiles.optional(adapterFolder, mode, hadoop);
      tokenizer = itsTokenizer.exists() ? itsTokenizer : tokenizer;
    }
    JsonNode config = config(path.toString(), tokenizer);
    boolean beginsPrompts =
        tokenizer.exists()
            && config.path("add_bos_token").asBoolean(false)
            && tokenizer.tokenizer().bosId() >= 0;
    return new HuggingFaceSource(
        path.toString(), adapterFolder, key, tokenizer, beginsPrompts, true);
  }

  /**
   * The same model, which computes every prompt anew unless it keeps prefixes: see {@link
   * LlamaLanguageModel}.
   */
  public HuggingFaceSource keepingPrefixes(boolean keeps) {
    return new HuggingFaceSource(folder, adapter, key, tokenizer, beginsPrompts, keeps);
  }

  private static String key(Path folder, FileSystem fileSystem) throws IOException {
    StringBuilder key = new StringBuilder(folder.toString());
    for (FileStatus file : fileSystem.listStatus(folder)) {
      if (isRead(file.getPath().getName())) {
        key.append(' ').append(file.getLen()).append(' ').append(file.getModificationTime());
      }
    }
    return key.toString();
  }

  private static boolean isRead(String name) {
    return READ.contains(name)
        || name.endsWith(".safetensors")
        || name.endsWith(".safetensors.index.json");
  }

  @Override
  public String key() {
    return keepsPrefixes ? key : key + " without prefixes";
  }

  @Override
  public LanguageModel load() throws IOException {
    try {
      LlamaModel model = read(folder, local -> HuggingFaceFolder.load(local, DataType.FLOAT));
      return new LlamaLanguageModel(
          adapter == null ? model : read(adapter, local -> AdapterFolder.open(local).merge(model)),
          keepsPrefixes);
    } catch (CheckpointException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** It is that of config.json, for which the weights need not be read. */
  @Override
  public int contextLength() throws IOException {
    Path config = new Path(folder, CONFIG);
    try {
      return LlamaConfig.parse(text(config, config.getFileSystem(HadoopSettings.here())))
          .maxPositions();
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, folder + ": " + e.getMessage(), e);
    }
  }

  private static String text(Path file, FileSystem fileSystem) throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static LlamaModel read(String folder, LocalFolder.Reading<LlamaModel> reading)
      throws IOException {
    return LocalFolder.read(folder, HadoopSettings.here(), reading);
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

  @Override
  public Optional<String> chatTemplate() {
    String ownFile = tokenizer.text(TokenizerFiles.CHAT_TEMPLATE);
    return ownFile.isEmpty() ? templateOfConfig() : Optional.of(ownFile);
  }

  /** It is a text, or a list of named ones. */
  private Optional<String> templateOfConfig() {
    JsonNode template = config(folder, tokenizer).path("chat_template");
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default")) {
        template = named.path("template");
      }
    }
    return Optional.ofNullable(template.textValue());
  }

  private static JsonNode config(String folder, TokenizerFiles tokenizer) {
    return json(TokenizerFiles.CONFIG, folder, tokenizer.text(TokenizerFiles.CONFIG));
  }

  /**
   * @throws GlossaException (usage) if the file is damaged
   */
  private static JsonNode json(String file, String folder, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'%s' of '%s' is no JSON.".formatted(file, folder), e);
    }
  }
}
