package dev.glossa.model;

import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * In what frozen weights are kept. In 16 bits this is for the matrices of the decoder blocks,
 * nearly all of a large model: they are rounded once, when they are read, and widened one at a time
 * where they are multiplied. Embedding, head and norms stay as they are computed with.
 */
public enum BasePrecision {
  /** As they are computed with. */
  FLOAT32,
  /** IEEE halves: three more bits than bfloat16, but nothing above 65504. */
  FLOAT16,
  /** The upper halves of float32, what most models are published in. */
  BFLOAT16;

  /**
   * The type in which a block's matrices are kept.
   *
   * @param computing FLOAT or DOUBLE
   */
  DataType matrices(DataType computing) {
    return switch (this) {
      case FLOAT32 -> computing;
      case FLOAT16 -> DataType.HALF;
      case BFLOAT16 -> DataType.BFLOAT16;
    };
  }

  /** Bytes of a model's weights, of which an executor has one copy. */
  public long bytes(LlamaConfig config) {
    long all = config.parameterCount() * Float.BYTES;
    return this == FLOAT32 ? all : all - matrices(config).sum() * (Float.BYTES - Short.BYTES);
  }

  /** Bytes in which each worker widens one matrix at a time. */
  public long room(LlamaConfig config) {
    return this == FLOAT32 ? 0 : matrices(config).max().orElse(0) * Float.BYTES;
  }

  /** Elements of every matrix of every block, as the blocks keep them. */
  private static LongStream matrices(LlamaConfig config) {
    return IntStream.range(0, config.layers())
        .mapToObj(block -> new DecoderBlock(config, block, 0, false, null).parameterShapes())
        .map(Map::values)
        .flatMap(Collection::stream)
        .filter(shape -> shape.length == 2)
        .mapToLong(shape -> shape[0] * shape[1]);
  }
}
