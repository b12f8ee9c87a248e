package dev.glossa.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Causal attention in blocks of queries: a block is multiplied only with the keys that it may see,
 * from the first start of a document in it to its last position. Its products and its softmax are
 * done in the heap, one head after the other, where the caches hold all that they need.
 */
final class VectorAttention {
  private static final int QUERIES_AT_ONCE = 64;

  private final AttentionShape shape;
  private final int[] starts;
  private final int headSize;
  private final int width;
  private final int keys;
  private final int queries;

  VectorAttention(AttentionShape shape, int[] starts) {
    this.shape = shape;
    this.starts = starts;
    this.headSize = shape.headSize();
    this.width = Panels.wholePanels(headSize);
    this.keys = Panels.wholePanels(shape.keys());
    this.queries = Panels.wholeTiles(Math.min(QUERIES_AT_ONCE, shape.queries()));
  }

  /** Elements of the probabilities of all blocks. */
  static long memory(AttentionShape shape) {
    long head = 0;
    for (int from = 0; from < shape.queries(); from += QUERIES_AT_ONCE) {
      int to = Math.min(shape.queries(), from + QUERIES_AT_ONCE);
      head += (long) (to - from) * Panels.wholePanels(shape.firstQuery() + to);
    }
    return head * shape.batch() * shape.heads();
  }

  /**
   * Some queries of one head in one row of the batch.
   *
   * @param from first query
   * @param count number of queries
   * @param firstKey first key that one of them sees, or one shortly before
   * @param keys number of keys from there to the last that one sees, or to one shortly behind
   */
  private record Block(int row, int head, int from, int count, int firstKey, int keys) {
    int size() {
      return count * keys;
    }
  }

  /** All blocks of the query heads that share a key and value head. */
  private List<Block> blocks(int row, int keyValueHead) {
    List<Block> blocks = new ArrayList<>();
    int group = shape.heads() / shape.keyValueHeads();
    for (int head = keyValueHead * group; head < (keyValueHead + 1) * group; head++) {
      for (int from = 0; from < shape.queries(); from += QUERIES_AT_ONCE) {
        int to = Math.min(shape.queries(), from + QUERIES_AT_ONCE);
        int first = shape.firstQuery() + from;
        for (int query = from; query < to; query++) {
          first = Math.min(first, start(row, query));
        }
        int firstKey = first / Panels.WIDTH * Panels.WIDTH;
        int end = Panels.wholePanels(shape.firstQuery() + to);
        blocks.add(new Block(row, head, from, to - from, firstKey, end - firstKey));
      }
    }
    return blocks;
  }

  /**
   * As {@link Kernels#attention}.
   *
   * @param probabilities null if they are not kept
   */
  void forward(
      FloatMemory q, FloatMemory k, FloatMemory v, FloatMemory probabilities, FloatMemory out) {
    Panels keyColumns = new Panels(headSize, keys);
    Panels valueRows = new Panels(keys, headSize);
    HeapMatrix asking = HeapMatrix.of(new float[queries * headSize], headSize);
    HeapMatrix attended = HeapMatrix.of(new float[queries * width], width);
    float[] room = new float[queries * keys];
    long kept = 0;
    for (int row = 0; row < shape.batch(); row++) {
      for (int head = 0; head < shape.keyValueHeads(); head++) {
        keyColumns.setColumns(k.floats(), key(k, row, head), k.rowStride(), shape.keys());
        valueRows.setRows(v.floats(), key(v, row, head), v.rowStride(), shape.keys(), headSize);
        for (Block block : blocks(row, head)) {
          asking.read(q.floats(), query(q, block), q.rowStride(), block.count(), headSize);
          HeapMatrix scores = HeapMatrix.of(room, block.keys());
          keyColumns.multiply(asking, block.count(), 0, headSize, block.firstKey(), scores, false);
          for (int i = 0; i < block.count(); i++) {
            VectorSoftmax.forward(
                room, i * block.keys(), low(block, i), high(block, i), block.keys(), scale());
          }
          if (probabilities != null) {
            probabilities.buffer(kept, block.size()).asFloatBuffer().put(room, 0, block.size());
            kept += block.size();
          }
          valueRows.multiply(
              scores, block.count(), block.firstKey(), block.keys(), 0, attended, false);
          attended.write(out.floats(), query(out, block), out.rowStride(), block.count(), headSize);
        }
      }
    }
  }

  /** As {@link Kernels#attentionBackward}. */
  void backward(
      FloatMemory dOut,
      FloatMemory q,
      FloatMemory k,
      FloatMemory v,
      FloatMemory probabilities,
      FloatMemory dq,
      FloatMemory dk,
      FloatMemory dv) {
    Panels keyRows = new Panels(keys, headSize);
    Panels valueColumns = new Panels(headSize, keys);
    Panels queryRows = new Panels(queries, headSize);
    Panels dOutRows = new Panels(queries, headSize);
    HeapMatrix dAttended = HeapMatrix.of(new float[queries * headSize], headSize);
    HeapMatrix dQueries = HeapMatrix.of(new float[queries * width], width);
    HeapMatrix dKeys = HeapMatrix.of(new float[keys * width], width);
    HeapMatrix dValues = HeapMatrix.of(new float[keys * width], width);
    float[] p = new float[queries * keys];
    float[] d = new float[queries * keys];
    long kept = 0;
    for (int row = 0; row < shape.batch(); row++) {
      for (int head = 0; head < shape.keyValueHeads(); head++) {
        keyRows.setRows(k.floats(), key(k, row, head), k.rowStride(), shape.keys(), headSize);
        valueColumns.setColumns(v.floats(), key(v, row, head), v.rowStride(), shape.keys());
        Arrays.fill(dKeys.values(), 0);
        Arrays.fill(dValues.values(), 0);
        for (Block block : blocks(row, head)) {
          int count = block.count();
          queryRows.setRows(q.floats(), query(q, block), q.rowStride(), count, headSize);
          dOutRows.setRows(dOut.floats(), query(dOut, block), dOut.rowStride(), count, headSize);
          dAttended.read(dOut.floats(), query(dOut, block), dOut.rowStride(), count, headSize);
          probabilities.buffer(kept, block.size()).asFloatBuffer().get(p, 0, block.size());
          kept += block.size();
          HeapMatrix seen = HeapMatrix.of(p, block.keys());
          HeapMatrix dScores = HeapMatrix.of(d, block.keys());

          dOutRows.multiply(
              seen.transposed(), block.keys(), 0, count, 0, dValues.from(block.firstKey()), true);
          valueColumns.multiply(dAttended, count, 0, headSize, block.firstKey(), dScores, false);
          for (int i = 0; i < count; i++) {
            VectorSoftmax.backward(
                p, d, i * block.keys(), low(block, i), high(block, i), block.keys(), scale());
          }
          keyRows.multiply(dScores, count, block.firstKey(), block.keys(), 0, dQueries, false);
          dQueries.write(dq.floats(), query(dq, block), dq.rowStride(), count, headSize);
          queryRows.multiply(
              dScores.transposed(), block.keys(), 0, count, 0, dKeys.from(block.firstKey()), true);
        }
        dKeys.write(dk.floats(), key(dk, row, head), dk.rowStride(), shape.keys(), headSize);
        dValues.write(dv.floats(), key(dv, row, head), dv.rowStride(), shape.keys(), headSize);
      }
    }
  }

  private float scale() {
    return (float) shape.scale();
  }

  private int query(FloatMemory rows, Block block) {
    int row = block.row() * shape.queries() + block.from();
    return row * rows.rowStride() + block.head() * headSize;
  }

  private int key(FloatMemory rows, int row, int keyValueHead) {
    return row * shape.keys() * rows.rowStride() + keyValueHead * headSize;
  }

  private int low(Block block, int i) {
    return start(block.row(), block.from() + i) - block.firstKey();
  }

  private int high(Block block, int i) {
    return shape.firstQuery() + block.from() + i - block.firstKey() + 1;
  }

  private int start(int row, int query) {
    return starts == null ? 0 : starts[row * shape.queries() + query];
  }
}
