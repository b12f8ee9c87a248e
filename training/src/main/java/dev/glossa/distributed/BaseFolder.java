package dev.glossa.distributed;

import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.model.FrozenWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The weights of a model folder, frozen. Every executor reads them from there, once for all workers
 * of its JVM, so that they never travel and are in no checkpoint.
 *
 * @param folder a Hugging Face folder on a file system that every executor sees
 * @param checksum of its configuration and weights, SHA-256 in hex
 */
public record BaseFolder(
    @JsonProperty("folder") String folder, @JsonProperty("checksum") String checksum)
    implements FrozenWeights {

  private record Rows(List<String> names, DataType type) {}

  /** Per-executor cache of one base model; that of an earlier one is let go. */
  private static final Map<Rows, INDArray> READ = new HashMap<>();

  private static BaseFolder readFrom;
  private static Path localFolder;

  /** Computes the checksum, which reads the folder once. */
  public static BaseFolder of(String folder) throws IOException {
    return new BaseFolder(
        folder, LocalFolder.read(folder, HadoopSettings.here(), HuggingFaceFolder::checksum));
  }

  @Override
  public INDArray rows(List<String> names, DataType type) {
    synchronized (READ) {
      try {
        if (!equals(readFrom)) {
          READ.clear();
          localFolder = LocalFolder.of(folder, HadoopSettings.here());
          readFrom = this;
        }
        Rows wanted = new Rows(names, type);
        INDArray rows = READ.get(wanted);
        if (rows == null) {
          rows = read(names, type);
          READ.put(wanted, rows);
        }
        return rows;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The base model '%s' cannot be read on this executor (%s): keep it where all executors see it."
                .formatted(folder, e.getMessage()),
            e);
      }
    }
  }

  private static INDArray read(List<String> names, DataType type) throws IOException {
    // Who asks may be inside a workspace, whose arrays do not last.
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return HuggingFaceFolder.rows(localFolder, names, type);
    }
  }
}
