package dev.glossa.model;

import java.io.Serializable;
import java.util.List;

/**
 * One parameter tensor inside the flat parameter vector, in row-major order.
 *
 * @param name its name in a Hugging Face folder
 * @param offset its first element in the flat vector
 * @param shape [rows, columns] or [size]
 */
public record ParameterSpan(String name, long offset, List<Long> shape) implements Serializable {

  /** Copies the shape. */
  public ParameterSpan {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long length() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  /** One past the last element in the flat vector. */
  public long end() {
    return offset + length();
  }

  /** Whether it is the weight of an RMSNorm. */
  public boolean isNorm() {
    return shape.size() == 1;
  }

  /**
   * Whether weight decay applies by default: on the matrices of the blocks and the head, not on
   * norms and the embedding (a tied head is the embedding).
   */
  public boolean decays() {
    return !isNorm() && !name.equals(LlamaConfig.EMBEDDING);
  }

  /** The shape as ND4J takes it. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
