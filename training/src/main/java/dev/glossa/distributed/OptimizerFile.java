package dev.glossa.distributed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimizer's flat arrays as a safetensors file on any file system that Hadoop knows, streamed
 * slice by slice; executors write and read their own, so the driver never holds them.
 */
record OptimizerFile(String path) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final String STEPS = "steps";
  private static final String VELOCITY = "velocity";
  private static final Map<DataType, String> TYPES =
      Map.of(DataType.FLOAT, "F32", DataType.DOUBLE, "F64");

  /** Of one worker, in a checkpoint's folder. */
  static OptimizerFile of(String folder, int worker) {
    return new OptimizerFile("%s/optimizer-%d.safetensors".formatted(folder, worker));
  }

  /** Of DiLoCo's outer optimizer, in a checkpoint's folder. */
  static OptimizerFile outer(String folder) {
    return new OptimizerFile(folder + "/outer.safetensors");
  }

  /** Runs on the executor that holds the worker. */
  static void saveWorker(String folder, String run, int number, String attempt, long steps) {
    Worker worker = Worker.of(run, number);
    String obstacle = worker.obstacle(attempt, steps);
    if (obstacle != null) {
      throw new WorkerLostException("worker %d: %s".formatted(number, obstacle));
    }
    worker.call(
        () -> {
          of(folder, number).write(worker.replica());
          return null;
        });
  }

  void write(Replica replica) {
    write(replica.optimizerState(), replica.optimizerSteps());
  }

  void write(INDArray velocity) {
    write(Map.of(VELOCITY, velocity), 0);
  }

  void restore(Replica replica) {
    replica.restoreOptimizerSteps(read(replica.optimizerState()));
  }

  void restore(INDArray velocity) {
    read(Map.of(VELOCITY, velocity));
  }

  private void write(Map<String, INDArray> arrays, long steps) {
    TreeMap<String, INDArray> sorted = new TreeMap<>(arrays);
    ObjectNode header = JSON.createObjectNode();
    header.putObject(METADATA).put(STEPS, Long.toString(steps));
    long offset = 0;
    for (Map.Entry<String, INDArray> entry : sorted.entrySet()) {
      INDArray array = entry.getValue();
      long end = offset + array.length() * array.dataType().width();
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put("dtype", TYPES.get(array.dataType()));
      tensor.putArray("shape").add(array.length());
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    try (DataOutputStream out = new DataOutputStream(files().create(new Path(path), true))) {
      out.writeLong(Long.reverseBytes(json.length));
      out.write(json);
      for (INDArray array : sorted.values()) {
        for (int slice = 0; slice < FlatBytes.slices(array.length()); slice++) {
          out.write(FlatBytes.read(array, slice));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the optimizer's state to " + path, e);
    }
  }

  /** Returns the steps. */
  private long read(Map<String, INDArray> arrays) {
    try (DataInputStream in = new DataInputStream(files().open(new Path(path)))) {
      byte[] json = new byte[Math.toIntExact(Long.reverseBytes(in.readLong()))];
      in.readFully(json);
      JsonNode header = JSON.readTree(json);
      for (Map.Entry<String, INDArray> entry : new TreeMap<>(arrays).entrySet()) {
        requireSame(entry.getKey(), entry.getValue(), header.path(entry.getKey()));
        readInto(entry.getValue(), in);
      }
      return header.path(METADATA).path(STEPS).asLong();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the optimizer's state from " + path, e);
    }
  }

  private void requireSame(String name, INDArray array, JsonNode tensor) throws IOException {
    if (!tensor.path("dtype").asText().equals(TYPES.get(array.dataType()))
        || tensor.path("shape").path(0).asLong() != array.length()) {
      throw new IOException(
          "'%s' in %s is %s where %s of %d values is expected"
              .formatted(name, path, tensor, array.dataType(), array.length()));
    }
  }

  private static void readInto(INDArray array, DataInputStream in) throws IOException {
    int width = array.dataType().width();
    for (int slice = 0; slice < FlatBytes.slices(array.length()); slice++) {
      long left = array.length() - (long) slice * FlatBytes.SLICE;
      byte[] bytes = new byte[Math.toIntExact(Math.min(FlatBytes.SLICE, left) * width)];
      in.readFully(bytes);
      FlatBytes.write(bytes, array, slice);
    }
  }

  private FileSystem files() throws IOException {
    return new Path(path).getFileSystem(SparkHadoopUtil.get().conf());
  }
}
