package dev.glossa.distributed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parts of flat arrays as a safetensors file on any file system that Hadoop knows, streamed slice
 * by slice: a checkpoint's weights and optimizer states, whose bits matter.
 */
record TensorFile(String path) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final String STEPS = "steps";
  private static final Map<DataType, String> TYPES =
      Map.of(DataType.FLOAT, "F32", DataType.DOUBLE, "F64");

  /**
   * A tensor that lies in a flat array.
   *
   * @param from its first element there
   */
  record Tensor(String name, List<Long> shape, INDArray flat, long from) {

    static Tensor whole(String name, INDArray flat) {
      return new Tensor(name, List.of(flat.length()), flat, 0);
    }

    long length() {
      return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    String type() {
      return TYPES.get(flat.dataType());
    }
  }

  void write(List<Tensor> tensors, long steps) {
    byte[] header = header(tensors, steps);
    try (DataOutputStream out = new DataOutputStream(Folder.create(path))) {
      out.writeLong(Long.reverseBytes(header.length));
      out.write(header);
      for (Tensor tensor : tensors) {
        for (long at = 0; at < tensor.length(); at += FlatBytes.SLICE) {
          out.write(FlatBytes.read(tensor.flat(), tensor.from() + at, count(tensor, at)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  private static byte[] header(List<Tensor> tensors, long steps) {
    ObjectNode header = JSON.createObjectNode();
    header.putObject(METADATA).put(STEPS, Long.toString(steps)).put("format", "pt");
    long offset = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.type());
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      long end = offset + tensor.length() * tensor.flat().dataType().width();
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int count(Tensor tensor, long at) {
    return Math.toIntExact(Math.min(FlatBytes.SLICE, tensor.length() - at));
  }

  /**
   * Reads back a file that was written from the same tensors in the same order.
   *
   * @return the steps that it was written with
   */
  long read(List<Tensor> tensors) {
    try (DataInputStream in = new DataInputStream(Folder.open(path))) {
      byte[] json = new byte[Math.toIntExact(Long.reverseBytes(in.readLong()))];
      in.readFully(json);
      JsonNode header = JSON.readTree(json);
      JsonNode expected =
          JSON.readTree(header(tensors, header.path(METADATA).path(STEPS).asLong()));
      if (!header.equals(expected)) {
        throw new IOException("its tensors are of another model or data type");
      }
      for (Tensor tensor : tensors) {
        for (long at = 0; at < tensor.length(); at += FlatBytes.SLICE) {
          byte[] bytes = new byte[count(tensor, at) * tensor.flat().dataType().width()];
          in.readFully(bytes);
          FlatBytes.write(bytes, tensor.flat(), tensor.from() + at);
        }
      }
      return header.path(METADATA).path(STEPS).asLong();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
