package dev.glossa.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaGraph;
import dev.glossa.model.LlamaModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model as Hugging Face's transformers keeps it on disk: config.json, generation_config.json,
 * model.safetensors (or shards with an index), README.md. Pickle files are never opened.
 */
public final class HuggingFaceFolder {
  static final String CONFIG = "config.json";
  static final String GENERATION_CONFIG = "generation_config.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HuggingFaceFolder() {}

  /**
   * Reads only the configuration; its end tokens are those of config.json and
   * generation_config.json.
   */
  public static LlamaConfig config(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(folder + " is no model folder: config.json is missing.");
    }
    LlamaConfig config;
    try {
      config = LlamaConfig.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(folder + ": " + e.getMessage(), e);
    }
    Set<Integer> endTokens = new LinkedHashSet<>(config.eosIds());
    Path generation = folder.resolve(GENERATION_CONFIG);
    if (Files.isRegularFile(generation)) {
      JsonNode ids = JSON.readTree(Files.readString(generation)).path("eos_token_id");
      if (ids.isInt()) {
        endTokens.add(ids.asInt());
      }
      ids.forEach(id -> endTokens.add(id.asInt()));
    }
    return config.withTokens(config.bosId(), List.copyOf(endTokens), config.padId());
  }

  /**
   * Reads a model.
   *
   * @param type FLOAT or DOUBLE, whatever the file has
   * @throws CheckpointException naming tensors that are missing, surplus, misshapen or truncated
   */
  public static LlamaModel load(Path folder, DataType type) throws IOException {
    LlamaModel model = LlamaModel.uninitialized(config(folder), type, LlamaGraph.Training.none());
    try (ModelTensors tensors = ModelTensors.open(folder)) {
      tensors.check(model.config());
      tensors.readInto(model.parametersByName());
    }
    return model;
  }

  /**
   * Reads only some tensors, below each other: [sum of rows, columns], or one vector.
   *
   * @param names of tensors with equally many columns
   * @param type FLOAT or DOUBLE, or HALF or BFLOAT16, to which values are rounded
   */
  public static INDArray rows(Path folder, List<String> names, DataType type) throws IOException {
    try (ModelTensors tensors = ModelTensors.open(folder)) {
      return tensors.rows(names, type);
    }
  }

  /**
   * Refuses a folder whose tensors are not those of its configuration, without reading their
   * values.
   *
   * @throws CheckpointException naming tensors that are missing, surplus, misshapen or truncated
   */
  public static LlamaConfig check(Path folder) throws IOException {
    LlamaConfig config = config(folder);
    try (ModelTensors tensors = ModelTensors.open(folder)) {
      tensors.check(config);
    }
    return config;
  }

  /** SHA-256, in hex, over the configuration and all files of weights. */
  public static String checksum(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : all.filter(HuggingFaceFolder::isModel).sorted().toList()) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isModel(Path file) {
    String name = file.getFileName().toString();
    return name.equals(CONFIG) || name.endsWith(".safetensors");
  }

  /**
   * Writes a model in float32, in shards of at most 5 GB; see {@link #save(Path, LlamaModel,
   * ModelCard, Options)}.
   */
  public static void save(Path folder, LlamaModel model, ModelCard card) throws IOException {
    save(folder, model, card, Options.usual());
  }

  /**
   * How a model is written.
   *
   * @param type F32, F16, BF16 or F64
   * @param maxShardBytes largest model.safetensors before it is split
   * @param extraFiles files that are copied in beside it, such as the tokenizer's
   */
  public record Options(TensorType type, long maxShardBytes, List<Path> extraFiles) {
    /** float32, 5 GB, no more files. */
    public static Options usual() {
      return new Options(TensorType.F32, 5_000_000_000L, List.of());
    }

    /** The same with these files copied in. */
    public Options with(List<Path> files) {
      return new Options(type, maxShardBytes, files);
    }
  }

  /**
   * Writes a model folder. It appears whole, in place of one that was there: it is written beside
   * its place and moved there.
   */
  public static void save(Path folder, LlamaModel model, ModelCard card, Options options)
      throws IOException {
    Path target = folder.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    delete(partial);
    Files.createDirectories(partial);
    Files.writeString(partial.resolve(CONFIG), model.config().toJson());
    Files.writeString(partial.resolve(GENERATION_CONFIG), generationConfig(model.config()));
    Files.writeString(partial.resolve("README.md"), card.markdown());
    for (Path extra : options.extraFiles()) {
      Files.copy(extra, partial.resolve(extra.getFileName().toString()));
    }
    ModelTensors.write(partial, model, options);
    if (Files.exists(target)) {
      Path old = target.resolveSibling("." + target.getFileName() + ".old");
      delete(old);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    } else {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static String generationConfig(LlamaConfig config) {
    ObjectNode root = JSON.createObjectNode();
    root.put("_from_model_config", true);
    config.bosId().ifPresent(id -> root.put("bos_token_id", id));
    if (config.eosIds().size() == 1) {
      root.put("eos_token_id", config.eosIds().get(0));
    } else if (!config.eosIds().isEmpty()) {
      ArrayNode ids = root.putArray("eos_token_id");
      config.eosIds().forEach(ids::add);
    }
    config.padId().ifPresent(id -> root.put("pad_token_id", id));
    return root.toPrettyString() + "\n";
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
