package dev.glossa.vocabulary;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.HuggingFaceFiles;
import dev.glossa.tokenizer.InvalidTokenizerException;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A tokenizer as its files: read from T of the command line (a tokenizer.model, a tokenizer.json,
 * or a folder), or made of a model; sent to executors, copied into model folders, and written as a
 * folder that both SentencePiece and Hugging Face load. Immutable.
 */
public final class TokenizerFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final String SENTENCEPIECE = "tokenizer.model";
  public static final String HUGGING_FACE = "tokenizer.json";
  public static final String CONFIG = "tokenizer_config.json";
  public static final String SPECIAL_TOKENS = "special_tokens_map.json";
  public static final String VOCAB = "tokenizer.vocab";
  public static final String ADDED_PIECES = "added_pieces.tsv";

  /** A chat template in a file of its own, which counts before the one in {@link #CONFIG}. */
  public static final String CHAT_TEMPLATE = "chat_template.jinja";

  private static final List<String> KNOWN =
      List.of(
          SENTENCEPIECE,
          HUGGING_FACE,
          CONFIG,
          VOCAB,
          SPECIAL_TOKENS,
          "added_tokens.json",
          ADDED_PIECES,
          CHAT_TEMPLATE);

  /** The largest vocabularies in use take some 40 MB as JSON. */
  private static final long MAX_FILE_BYTES = 256L << 20;

  /** Per-executor cache: a tokenizer is loaded once in a JVM. */
  private static final Map<Loaded, Tokenizer> LOADED = new ConcurrentHashMap<>();

  private record Loaded(ByteBuffer content, ByteBuffer config, Mode mode) {}

  private final String path;
  private final TreeMap<String, byte[]> files;
  private final Mode mode;
  private transient volatile Tokenizer tokenizer;

  private TokenizerFiles(String path, TreeMap<String, byte[]> files, Mode mode) {
    this.path = path;
    this.files = files;
    this.mode = mode;
  }

  /**
   * @param mode sentencepiece or huggingface
   * @throws GlossaException (usage) if there is no tokenizer at the path
   */
  public static TokenizerFiles read(String path, String mode, Configuration hadoop) {
    TokenizerFiles tokenizer = optional(path, mode, hadoop);
    if (!tokenizer.exists()) {
      throw GlossaException.usage(
          "There is no tokenizer at '%s': name a tokenizer.model, a tokenizer.json, or a folder"
              + " with one.",
          path);
    }
    return tokenizer;
  }

  /** The same, without files if there is no tokenizer: a model can be trained without one. */
  public static TokenizerFiles optional(String path, String mode, Configuration hadoop) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try {
      Path given = new Path(path);
      FileSystem system = given.getFileSystem(hadoop);
      if (system.exists(given) && system.getFileStatus(given).isFile()) {
        String name = given.getName().endsWith(".json") ? HUGGING_FACE : SENTENCEPIECE;
        files.put(name, bytes(system, system.getFileStatus(given)));
      } else if (system.exists(given)) {
        for (FileStatus file : system.listStatus(given)) {
          if (file.isFile() && KNOWN.contains(file.getPath().getName())) {
            files.put(file.getPath().getName(), bytes(system, file));
          }
        }
      }
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The tokenizer '" + path + "' cannot be read: " + e.getMessage(), e);
    }
    return new TokenizerFiles(path, files, mode(mode));
  }

  private static byte[] bytes(FileSystem system, FileStatus file) throws IOException {
    if (file.getLen() > MAX_FILE_BYTES) {
      throw GlossaException.usage(
          "'%s' has %d MB and so is no tokenizer's file: name a tokenizer.model, a tokenizer.json,"
              + " or a folder with one.",
          file.getPath(), file.getLen() >> 20);
    }
    try (InputStream in = system.open(file.getPath())) {
      return in.readAllBytes();
    }
  }

  private static Mode mode(String name) {
    for (Mode mode : Mode.values()) {
      if (mode.name().equalsIgnoreCase(name)) {
        return mode;
      }
    }
    throw GlossaException.usage(
        "'%s' is no way to read a tokenizer (--mode): sentencepiece or huggingface.", name);
  }

  /**
   * A SentencePiece model with Hugging Face's files for it, in LLaMA's layout.
   *
   * @throws InvalidTokenizerException if the model has no counterpart in Hugging Face's files
   */
  public static TokenizerFiles of(SentencePieceModel model) {
    HuggingFaceFiles huggingFace = new HuggingFaceFiles(model);
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(SENTENCEPIECE, model.toByteArray());
    files.put(HUGGING_FACE, utf8(huggingFace.tokenizerJson()));
    files.put(CONFIG, utf8(huggingFace.tokenizerConfigJson()));
    files.put(SPECIAL_TOKENS, utf8(huggingFace.specialTokensMapJson()));
    return new TokenizerFiles("", files, Mode.SENTENCEPIECE);
  }

  /** Whether there is a tokenizer among the files. */
  public boolean exists() {
    return files.containsKey(SENTENCEPIECE) || files.containsKey(HUGGING_FACE);
  }

  /** Where it was read; empty if it was made here. */
  public String path() {
    return path;
  }

  /** The content of a file, or null. */
  public byte[] file(String name) {
    return files.get(name);
  }

  /** A text file's content, or an empty string. */
  public String text(String name) {
    return files.containsKey(name) ? new String(files.get(name), StandardCharsets.UTF_8) : "";
  }

  /** All files by name. */
  public Map<String, byte[]> files() {
    return new TreeMap<>(files);
  }

  /** The same with a file replaced or added. */
  public TokenizerFiles with(String name, byte[] content) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, content);
    return new TokenizerFiles(path, changed, mode);
  }

  /** The same with a text file replaced or added. */
  public TokenizerFiles with(String name, String content) {
    return with(name, utf8(content));
  }

  /** The same without a file. */
  public TokenizerFiles without(String name) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(name);
    return new TokenizerFiles(path, changed, mode);
  }

  /** The same, read in another way. */
  TokenizerFiles in(Mode other) {
    return new TokenizerFiles(path, files, other);
  }

  /** The tokenizer; loaded once in this JVM. */
  public Tokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = load();
    }
    return tokenizer;
  }

  private Tokenizer load() {
    boolean json =
        !files.containsKey(SENTENCEPIECE)
            || (mode == Mode.HUGGINGFACE && files.containsKey(HUGGING_FACE));
    byte[] content = files.get(json ? HUGGING_FACE : SENTENCEPIECE);
    byte[] config = json ? files.get(CONFIG) : null;
    try {
      return LOADED.computeIfAbsent(
          new Loaded(
              ByteBuffer.wrap(content), config == null ? null : ByteBuffer.wrap(config), mode),
          none ->
              json
                  ? Tokenizers.huggingFace(content, config)
                  : Tokenizers.sentencePiece(content, mode));
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "The tokenizer '%s' is damaged: %s".formatted(source(json), e.getMessage()),
          e);
    }
  }

  private String source(boolean json) {
    String name = json ? HUGGING_FACE : SENTENCEPIECE;
    return files.size() == 1 || path.isEmpty() ? path : path + "/" + name;
  }

  /** Writes all files into a folder. */
  public void write(FileSystem system, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try (OutputStream out = system.create(new Path(folder, file.getKey()), true)) {
        out.write(file.getValue());
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
