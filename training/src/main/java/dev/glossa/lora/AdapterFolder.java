package dev.glossa.lora;

import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.checkpoint.Safetensors;
import dev.glossa.checkpoint.TensorData;
import dev.glossa.checkpoint.TensorInfo;
import dev.glossa.checkpoint.TensorType;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import dev.glossa.model.ParameterSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * LoRA adapters as PEFT keeps them on disk: {@code adapter_config.json} and {@code
 * adapter_model.safetensors}.
 */
public final class AdapterFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";
  private static final String PREFIX = "base_model.model.";

  private final Path folder;
  private final PeftConfig config;

  private AdapterFolder(Path folder, PeftConfig config) {
    this.folder = folder;
    this.config = config;
  }

  /** Whether the folder has adapters in it. */
  public static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /**
   * Reads the configuration.
   *
   * @throws CheckpointException if there is none, or it asks for what is not supported
   */
  public static AdapterFolder open(Path folder) throws IOException {
    if (!is(folder)) {
      throw new CheckpointException(folder + " has no adapters: " + CONFIG + " is missing.");
    }
    Path file = folder.resolve(CONFIG);
    return new AdapterFolder(folder, PeftConfig.parse(file, Files.readString(file)));
  }

  /** Which adapters there are. */
  public LoraConfig lora() {
    return config.lora();
  }

  /** The base model as the configuration names it: a folder, or a name on a hub. */
  public String base() {
    return config.base();
  }

  /**
   * Reads the adapters into a model of {@link LlamaModel#adapt}.
   *
   * @throws CheckpointException naming tensors that are missing, surplus or misshapen
   */
  public void readInto(LlamaModel adapters) throws IOException {
    try (Safetensors file = Safetensors.open(folder.resolve(WEIGHTS))) {
      check(file, adapters.layout());
      for (Map.Entry<String, INDArray> parameter : adapters.parametersByName().entrySet()) {
        file.readInto(PREFIX + parameter.getKey(), parameter.getValue());
      }
    }
  }

  private void check(Safetensors file, List<ParameterSpan> wanted) {
    List<String> faults = new ArrayList<>();
    Map<String, TensorInfo> surplus = new LinkedHashMap<>(file.tensors());
    for (ParameterSpan span : wanted) {
      TensorInfo tensor = surplus.remove(PREFIX + span.name());
      if (tensor == null) {
        faults.add(PREFIX + span.name() + " is missing");
      } else if (!tensor.shape().equals(span.shape())) {
        faults.add(
            "%s has the shape %s, the model asks for %s"
                .formatted(tensor.name(), tensor.shape(), span.shape()));
      }
    }
    surplus.keySet().forEach(name -> faults.add(name + " is surplus"));
    if (!faults.isEmpty()) {
      throw new CheckpointException(
          folder.resolve(WEIGHTS) + ": " + String.join("; ", faults) + ".");
    }
  }

  /** The whole model: the base with these adapters added. */
  public LlamaModel merge(LlamaModel base) throws IOException {
    try (Safetensors file = Safetensors.open(folder.resolve(WEIGHTS))) {
      return new Merge(folder.resolve(WEIGHTS), file, PREFIX, config.lora()).into(base);
    }
  }

  /**
   * Writes the adapters of a model of {@link LlamaModel#adapt}.
   *
   * @param base the folder of the base model, as others are to find it
   * @param type F32, F16, BF16 or F64
   */
  public static void save(
      Path folder, LlamaModel adapters, String base, TensorType type, ModelCard card)
      throws IOException {
    Files.createDirectories(folder);
    LoraConfig lora = adapters.adaptation().orElseThrow().lora();
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    adapters
        .parametersByName()
        .forEach((name, value) -> tensors.put(PREFIX + name, TensorData.of(value, type)));
    if (adapters.config().tiedEmbeddings() && !lora.modulesToSave().isEmpty()) {
      // PEFT keeps a copy of each module that it saves, also where both are one matrix.
      tensors.put(PREFIX + Merge.HEAD, tensors.get(PREFIX + Merge.EMBEDDING));
    }
    Files.writeString(folder.resolve(CONFIG), new PeftConfig(base, lora).toJson());
    Files.writeString(folder.resolve("README.md"), card.markdown());
    Safetensors.write(folder.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
  }
}
