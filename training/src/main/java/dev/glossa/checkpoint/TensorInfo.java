package dev.glossa.checkpoint;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param name its name
 * @param type its element type
 * @param shape its sizes
 * @param begin first byte after the header
 * @param end one past its last byte after the header
 */
public record TensorInfo(String name, TensorType type, List<Long> shape, long begin, long end) {

  /** Number of elements. */
  public long length() {
    return (end - begin) / type.bytes();
  }
}
