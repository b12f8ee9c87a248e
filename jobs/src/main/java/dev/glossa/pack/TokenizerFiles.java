package dev.glossa.pack;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.InvalidTokenizerException;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A tokenizer as its files, so that it goes to executors and into model folders: T of the command
 * line, a tokenizer.model, a tokenizer.json, or a folder.
 */
public final class TokenizerFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final String SENTENCEPIECE = "tokenizer.model";
  public static final String HUGGING_FACE = "tokenizer.json";
  public static final String CONFIG = "tokenizer_config.json";
  public static final String ADDED_PIECES = "added_pieces.tsv";

  private static final List<String> KNOWN =
      List.of(
          SENTENCEPIECE,
          HUGGING_FACE,
          CONFIG,
          "tokenizer.vocab",
          "special_tokens_map.json",
          "added_tokens.json",
          ADDED_PIECES);

  /** Per-executor cache: a tokenizer is loaded once in a JVM. */
  private static final Map<Integer, Tokenizer> LOADED = new ConcurrentHashMap<>();

  private final String path;
  private final TreeMap<String, byte[]> files;
  private final Mode mode;

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
        files.put(name, bytes(system, given));
      } else if (system.exists(given)) {
        for (FileStatus file : system.listStatus(given)) {
          if (file.isFile() && KNOWN.contains(file.getPath().getName())) {
            files.put(file.getPath().getName(), bytes(system, file.getPath()));
          }
        }
      }
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The tokenizer '" + path + "' cannot be read: " + e.getMessage(), e);
    }
    return new TokenizerFiles(path, files, mode(mode));
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

  /** Whether there is a tokenizer among the files. */
  public boolean exists() {
    return files.containsKey(SENTENCEPIECE) || files.containsKey(HUGGING_FACE);
  }

  private static byte[] bytes(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      return in.readAllBytes();
    }
  }

  /** Where it was read. */
  public String path() {
    return path;
  }

  /** The content of a file, or null. */
  public byte[] file(String name) {
    return files.get(name);
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

  /** The same without a file. */
  public TokenizerFiles without(String name) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(name);
    return new TokenizerFiles(path, changed, mode);
  }

  /** The tokenizer; loaded once in this JVM. */
  public Tokenizer tokenizer() {
    boolean json =
        !files.containsKey(SENTENCEPIECE)
            || (mode == Mode.HUGGINGFACE && files.containsKey(HUGGING_FACE));
    byte[] content = files.get(json ? HUGGING_FACE : SENTENCEPIECE);
    int key = 31 * Arrays.hashCode(content) + mode.ordinal();
    try {
      return LOADED.computeIfAbsent(
          key,
          none -> json ? Tokenizers.huggingFace(content) : Tokenizers.sentencePiece(content, mode));
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The tokenizer '" + path + "' is damaged: " + e.getMessage(), e);
    }
  }

  /** A text file's content, or an empty string. */
  public String text(String name) {
    return files.containsKey(name) ? new String(files.get(name), StandardCharsets.UTF_8) : "";
  }
}
