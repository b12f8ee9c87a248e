package dev.glossa.model;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The keys and values of one sequence so far. It belongs to one thread. */
final class KeyValueCache {
  private static final int MOST_SPARE = 256;

  private final List<Block> blocks = new ArrayList<>();
  private int capacity;
  private int length;

  KeyValueCache(LlamaConfig config, DataType type) {
    for (int layer = 0; layer < config.layers(); layer++) {
      blocks.add(new Block(type, (long) config.keyValueHeads() * config.headSize()));
    }
  }

  /** Bytes that the keys and values of a token take. */
  static long bytesOfToken(LlamaConfig config, DataType type) {
    return 2L * config.layers() * config.keyValueHeads() * config.headSize() * type.width();
  }

  /** Number of tokens that it holds. */
  int length() {
    return length;
  }

  Block block(int layer) {
    return blocks.get(layer);
  }

  /** Makes room for this many tokens, and for more than there was room for by a few hundred. */
  void reserve(int tokens) {
    if (tokens > capacity) {
      capacity = Math.max(tokens, capacity + Math.min(capacity / 2, MOST_SPARE));
      blocks.forEach(block -> block.resize(capacity, length));
    }
  }

  /** Takes the tokens of another cache of the same model instead of its own. */
  void assign(KeyValueCache other) {
    truncate(0);
    reserve(other.length);
    if (other.length > 0) {
      for (int layer = 0; layer < blocks.size(); layer++) {
        Block from = other.block(layer);
        block(layer).put(0, from.keys(other.length), from.values(other.length));
      }
    }
    length = other.length;
  }

  /** What was put behind the sequence becomes part of it. */
  void grow(int tokens) {
    length += tokens;
  }

  /** Forgets all but the first tokens. */
  void truncate(int tokens) {
    length = Math.min(length, tokens);
  }

  /** Frees its memory; it is empty then. */
  void close() {
    blocks.forEach(Block::close);
    capacity = 0;
    length = 0;
  }

  /** The cache of one decoder block: [capacity, keyValueHeads * headSize] each. */
  static final class Block {
    private final DataType type;
    private final long width;
    private INDArray keys;
    private INDArray values;

    Block(DataType type, long width) {
      this.type = type;
      this.width = width;
    }

    private void resize(int capacity, int length) {
      keys = resized(keys, capacity, length);
      values = resized(values, capacity, length);
    }

    private INDArray resized(INDArray old, int capacity, int length) {
      INDArray larger = Nd4j.create(type, capacity, width);
      if (length > 0) {
        Views.rows(larger, 0, length).assign(Views.rows(old, 0, length));
      }
      close(old);
      return larger;
    }

    private void close() {
      close(keys);
      close(values);
      keys = null;
      values = null;
    }

    private static void close(INDArray array) {
      if (array != null) {
        array.close();
      }
    }

    /** Writes the keys and values of the tokens from a position on. */
    void put(int position, INDArray newKeys, INDArray newValues) {
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
