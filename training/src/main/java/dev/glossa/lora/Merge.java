package dev.glossa.lora;

import dev.glossa.checkpoint.CheckpointException;
import dev.glossa.checkpoint.Safetensors;
import dev.glossa.checkpoint.TensorInfo;
import dev.glossa.model.Kernels;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaGraph;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.LoraConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds adapters to the model that they were trained above: W + alpha / rank · B A, and the modules
 * that were trained whole in place of the base's.
 */
final class Merge {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  private final Path path;
  private final Safetensors file;
  private final String prefix;
  private final LoraConfig lora;
  private final Map<String, TensorInfo> unused;

  Merge(Path path, Safetensors file, String prefix, LoraConfig lora) {
    this.path = path;
    this.file = file;
    this.prefix = prefix;
    this.lora = lora;
    this.unused = new LinkedHashMap<>(file.tensors());
  }

  LlamaModel into(LlamaModel base) throws IOException {
    Map<String, INDArray> from = new LinkedHashMap<>(base.parametersByName());
    from.putIfAbsent(HEAD, from.get(EMBEDDING));
    INDArray embedding = whole(EMBEDDING, from.get(EMBEDDING));
    INDArray head = whole(HEAD, from.get(HEAD));
    LlamaConfig config = base.config().withVocabSize(Math.toIntExact(embedding.size(0)));
    if (config.tiedEmbeddings() && !head.equals(embedding)) {
      config = config.untied();
    }
    LlamaModel merged =
        LlamaModel.uninitialized(config, base.dataType(), LlamaGraph.Training.none());
    from.put(EMBEDDING, embedding);
    from.put(HEAD, head);
    for (Map.Entry<String, INDArray> weight : merged.parametersByName().entrySet()) {
      INDArray old = from.get(weight.getKey());
      requireShape(weight.getKey(), old.shape(), weight.getValue().shape());
      weight.getValue().assign(old);
      addBranch(weight.getKey(), weight.getValue());
    }
    if (!unused.isEmpty()) {
      throw new CheckpointException(
          path + ": the model has nothing to add " + unused.keySet() + " to.");
    }
    return merged;
  }

  private INDArray whole(String name, INDArray base) throws IOException {
    return unused.remove(prefix + name) == null ? base : file.read(prefix + name, base.dataType());
  }

  private void addBranch(String name, INDArray weight) throws IOException {
    if (unused.remove(prefix + LoraConfig.down(name)) == null) {
      return;
    }
    unused.remove(prefix + LoraConfig.up(name));
    DataType type = weight.dataType();
    INDArray down = file.read(prefix + LoraConfig.down(name), type).muli(lora.scale());
    INDArray up = file.read(prefix + LoraConfig.up(name), type);
    requireShape(LoraConfig.down(name), down.shape(), new long[] {lora.rank(), weight.size(1)});
    requireShape(LoraConfig.up(name), up.shape(), new long[] {weight.size(0), lora.rank()});
    Kernels.of(type).matmul(up, down, weight, false, false, true);
  }

  private void requireShape(String name, long[] found, long[] wanted) {
    if (!Arrays.equals(found, wanted)) {
      throw new CheckpointException(
          "%s: %s has the shape %s, the model asks for %s: these adapters are of another model."
              .formatted(path, name, Arrays.toString(found), Arrays.toString(wanted)));
    }
  }
}
