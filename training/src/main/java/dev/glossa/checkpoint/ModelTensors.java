package dev.glossa.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.ParameterSpan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The tensors of a model folder, in one file or in shards with an index. */
final class ModelTensors implements Closeable {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<Safetensors> files = new ArrayList<>();
  private final Map<String, Safetensors> fileOf = new LinkedHashMap<>();

  private ModelTensors(Path folder) {
    this.folder = folder;
  }

  static ModelTensors open(Path folder) throws IOException {
    ModelTensors tensors = new ModelTensors(folder);
    try {
      for (String name : tensors.fileNames()) {
        Safetensors file = Safetensors.open(folder.resolve(name));
        tensors.files.add(file);
        for (String tensor : file.tensors().keySet()) {
          if (tensors.fileOf.put(tensor, file) != null) {
            throw new CheckpointException(folder + ": tensor " + tensor + " is in two shards.");
          }
        }
      }
      return tensors;
    } catch (IOException | RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  private TreeSet<String> fileNames() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.isRegularFile(folder.resolve(SINGLE))) {
      names.add(SINGLE);
      return names;
    }
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new CheckpointException(
          folder
              + ": model.safetensors is missing; a folder with pickle files only must be converted"
              + " to safetensors first.");
    }
    JsonNode map = JSON.readTree(Files.readString(index)).path("weight_map");
    for (JsonNode name : map) {
      Path shard = folder.resolve(name.asText()).normalize();
      if (!folder.normalize().equals(shard.getParent()) || !Files.isRegularFile(shard)) {
        throw new CheckpointException(
            index + ": the shard " + name.asText() + " is not in the folder.");
      }
      names.add(name.asText());
    }
    return names;
  }

  /** Refuses tensors that are missing, surplus or misshapen, and names them all. */
  void check(LlamaConfig config) throws IOException {
    Map<String, ParameterSpan> wanted = new LinkedHashMap<>();
    config.parameterLayout().forEach(span -> wanted.put(span.name(), span));
    List<String> faults = new ArrayList<>();
    for (ParameterSpan span : wanted.values()) {
      Safetensors file = fileOf.get(span.name());
      if (file == null) {
        faults.add(span.name() + " is missing");
      } else if (!file.tensors().get(span.name()).shape().equals(span.shape())) {
        faults.add(
            span.name()
                + " has the shape "
                + file.tensors().get(span.name()).shape()
                + ", config.json asks for "
                + span.shape());
      }
    }
    for (String name : fileOf.keySet()) {
      if (!wanted.containsKey(name) && !isIgnored(name, config)) {
        faults.add(name + " is surplus");
      }
    }
    if (!faults.isEmpty()) {
      throw new CheckpointException(folder + ": " + String.join("; ", faults) + ".");
    }
  }

  private boolean isIgnored(String name, LlamaConfig config) throws IOException {
    if (name.endsWith(".rotary_emb.inv_freq")) {
      return true;
    }
    return name.equals(HEAD)
        && config.tiedEmbeddings()
        && fileOf.containsKey(EMBEDDING)
        && Arrays.equals(
            fileOf.get(name).readFloats(name), fileOf.get(EMBEDDING).readFloats(EMBEDDING));
  }

  void readInto(Map<String, INDArray> parameters) throws IOException {
    for (Map.Entry<String, INDArray> parameter : parameters.entrySet()) {
      fileOf.get(parameter.getKey()).readInto(parameter.getKey(), parameter.getValue());
    }
  }

  INDArray rows(List<String> names, DataType type) throws IOException {
    if (names.size() == 1) {
      return fileOf.get(names.get(0)).read(names.get(0), type);
    }
    long columns = fileOf.get(names.get(0)).tensors().get(names.get(0)).shape().get(1);
    long length = 0;
    for (String name : names) {
      length += fileOf.get(name).tensors().get(name).length();
    }
    INDArray flat = Nd4j.createUninitialized(type, length);
    long from = 0;
    for (String name : names) {
      long to = from + fileOf.get(name).tensors().get(name).length();
      fileOf.get(name).readInto(name, flat.get(NDArrayIndex.interval(from, to)));
      from = to;
    }
    return flat.reshape('c', length / columns, columns);
  }

  static void write(Path folder, LlamaModel model, HuggingFaceFolder.Options options)
      throws IOException {
    List<Map<String, TensorData>> shards = new ArrayList<>();
    long shardBytes = Long.MAX_VALUE;
    long total = 0;
    for (Map.Entry<String, INDArray> parameter : model.parametersByName().entrySet()) {
      TensorData data = TensorData.of(parameter.getValue(), options.type());
      long bytes = data.length() * data.type().bytes();
      if (shards.isEmpty() || shardBytes + bytes > options.maxShardBytes()) {
        shards.add(new LinkedHashMap<>());
        shardBytes = 0;
      }
      shards.get(shards.size() - 1).put(parameter.getKey(), data);
      shardBytes += bytes;
      total += bytes;
    }
    Map<String, String> metadata = Map.of("format", "pt");
    if (shards.size() == 1) {
      Safetensors.write(folder.resolve(SINGLE), shards.get(0), metadata);
      return;
    }
    Map<String, String> weightMap = new TreeMap<>();
    for (int i = 0; i < shards.size(); i++) {
      String name = String.format("model-%05d-of-%05d.safetensors", i + 1, shards.size());
      Safetensors.write(folder.resolve(name), shards.get(i), metadata);
      shards.get(i).keySet().forEach(tensor -> weightMap.put(tensor, name));
    }
    ObjectNode index = JSON.createObjectNode();
    index.putObject("metadata").put("total_size", total);
    ObjectNode map = index.putObject("weight_map");
    weightMap.forEach(map::put);
    Files.writeString(folder.resolve(INDEX), index.toPrettyString() + "\n");
  }

  @Override
  public void close() throws IOException {
    for (Safetensors file : files) {
      file.close();
    }
  }
}
