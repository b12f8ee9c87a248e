package dev.glossa.model;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The keys and values of one sequence so far, for {@link LlamaModel#extend}. It belongs to one
 * thread.
 */
public final class KeyValueCache {
  private final List<Block> blocks = new ArrayList<>();
  private final int capacity;
  private int length;

  KeyValueCache(LlamaConfig config, DataType type, int capacity) {
    this.capacity = capacity;
    for (int layer = 0; layer < config.layers(); layer++) {
      blocks.add(new Block(type, capacity, (long) config.keyValueHeads() * config.headSize()));
    }
  }

  /** Number of tokens that it holds. */
  public int length() {
    return length;
  }

  /** Number of tokens that it can hold. */
  public int capacity() {
    return capacity;
  }

  Block block(int layer) {
    return blocks.get(layer);
  }

  void grow(int tokens) {
    length += tokens;
  }

  /** The cache of one decoder block: [capacity, keyValueHeads * headSize] each. */
  static final class Block {
    private final INDArray keys;
    private final INDArray values;

    Block(DataType type, long capacity, long width) {
      keys = Nd4j.create(type, capacity, width);
      values = Nd4j.create(type, capacity, width);
    }

    void append(int position, INDArray newKeys, INDArray newValues) {
      Views.rows(keys, position, position + newKeys.size(0)).assign(newKeys);
      Views.rows(values, position, position + newValues.size(0)).assign(newValues);
    }

    INDArray keys(int count) {
      return Views.rows(keys, 0, count);
    }

    INDArray values(int count) {
      return Views.rows(values, 0, count);
    }
  }
}
