package dev.glossa.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A safetensors file (github.com/huggingface/safetensors), opened for reading: an 8-byte length, a
 * JSON header, then the bytes of the tensors without gaps. Only what is asked for is mapped, piece
 * by piece.
 */
public final class Safetensors implements Closeable {
  /** The format's own limit for the header. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int ELEMENTS_AT_ONCE = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final SafetensorsHeader header;

  private Safetensors(Path file, FileChannel channel, long dataStart, SafetensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
    this.header = header;
  }

  /**
   * Opens a file and checks its header against its size.
   *
   * @throws CheckpointException naming the file, the tensor and the fault
   */
  public static Safetensors open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      if (size < 8) {
        throw new CheckpointException(
            file + ": truncated; a safetensors file has at least 8 bytes, this one " + size + ".");
      }
      long headerBytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
        throw new CheckpointException(
            file
                + ": no safetensors file; its first 8 bytes say that the header has "
                + headerBytes
                + " bytes, the limit is "
                + MAX_HEADER_BYTES
                + ".");
      }
      if (8 + headerBytes > size) {
        throw new CheckpointException(
            file
                + ": truncated in the header of "
                + headerBytes
                + " bytes; the file has "
                + size
                + " bytes; copy it again.");
      }
      byte[] json = new byte[(int) headerBytes];
      channel.map(FileChannel.MapMode.READ_ONLY, 8, headerBytes).get(json);
      long dataStart = 8 + headerBytes;
      SafetensorsHeader header = SafetensorsHeader.parse(file, json, size - dataStart);
      return new Safetensors(file, channel, dataStart, header);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The tensors by name, in the order of their bytes. */
  public Map<String, TensorInfo> tensors() {
    return header.tensors();
  }

  /** The free text of the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** A tensor as an array of the given type, in row-major order. */
  public INDArray read(String name, DataType type) throws IOException {
    long[] shape = info(name).shape().stream().mapToLong(Long::longValue).toArray();
    INDArray array = Nd4j.createUninitialized(type, shape, 'c');
    readInto(name, array);
    return array;
  }

  /** Writes a tensor's values into a row-major array or view with as many elements. */
  public void readInto(String name, INDArray to) throws IOException {
    long length = info(name).length();
    if (to.length() != length) {
      throw new IllegalArgumentException(
          "Tensor " + name + " has " + length + " elements, the array " + to.length() + ".");
    }
    INDArray flat = to.reshape('c', new long[] {length});
    for (long from = 0; from < length; from += ELEMENTS_AT_ONCE) {
      long end = Math.min(length, from + ELEMENTS_AT_ONCE);
      INDArray values =
          to.dataType().isFPType() && to.dataType() != DataType.DOUBLE
              ? Nd4j.createFromArray(floats(name, from, end))
              : Nd4j.createFromArray(doubles(name, from, end));
      flat.get(NDArrayIndex.interval(from, end)).assign(values);
    }
  }

  /** The values of a tensor, row after row. */
  public double[] readDoubles(String name) throws IOException {
    return doubles(name, 0, info(name).length());
  }

  /** The values of a tensor, row after row, rounded to float. */
  public float[] readFloats(String name) throws IOException {
    return floats(name, 0, info(name).length());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private double[] doubles(String name, long from, long to) throws IOException {
    TensorType type = info(name).type();
    ByteBuffer bytes = map(name, from, to);
    double[] values = new double[Math.toIntExact(to - from)];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.get(bytes);
    }
    return values;
  }

  private float[] floats(String name, long from, long to) throws IOException {
    TensorType type = info(name).type();
    ByteBuffer bytes = map(name, from, to);
    float[] values = new float[Math.toIntExact(to - from)];
    if (type == TensorType.F32) {
      bytes.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) type.get(bytes);
      }
    }
    return values;
  }

  private ByteBuffer map(String name, long from, long to) throws IOException {
    TensorInfo info = info(name);
    long width = info.type().bytes();
    return channel
        .map(
            FileChannel.MapMode.READ_ONLY,
            dataStart + info.begin() + from * width,
            (to - from) * width)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private TensorInfo info(String name) {
    TensorInfo info = tensors().get(name);
    if (info == null) {
      throw new CheckpointException(file + ": tensor " + name + " is missing.");
    }
    return info;
  }

  /**
   * Writes a file whose bytes depend on its contents alone. It appears whole: it is written beside
   * its place and moved there.
   *
   * @param tensors by name; written in the order of their names
   * @param metadata free text
   */
  public static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, TensorData> ordered = new TreeMap<>(tensors);
    Map<String, TensorInfo> infos = new LinkedHashMap<>();
    long position = 0;
    for (Map.Entry<String, TensorData> entry : ordered.entrySet()) {
      TensorData data = entry.getValue();
      long end = position + data.length() * data.type().bytes();
      infos.put(
          entry.getKey(), new TensorInfo(entry.getKey(), data.type(), data.shape(), position, end));
      position = end;
    }
    byte[] json = SafetensorsHeader.write(infos.values(), metadata);
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    try (FileChannel out =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      writeAll(out, length.putLong(json.length).flip());
      writeAll(out, ByteBuffer.wrap(json));
      ByteBuffer piece =
          ByteBuffer.allocateDirect(8 * ELEMENTS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
      for (TensorData data : ordered.values()) {
        for (long from = 0; from < data.length(); from += ELEMENTS_AT_ONCE) {
          long to = Math.min(data.length(), from + ELEMENTS_AT_ONCE);
          piece.clear();
          for (double value : data.values().get(from, to)) {
            data.type().put(value, piece);
          }
          writeAll(out, piece.flip());
        }
      }
      out.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
