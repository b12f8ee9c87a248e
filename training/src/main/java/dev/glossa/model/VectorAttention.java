package dev.glossa.model;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.ByteBuffer;

/**
 * Causal attention in blocks of queries: a block is multiplied only with the keys that it may see,
 * from the first start of a document in it to its last position. BLAS reads heads with their
 * stride, so nothing is transposed or copied.
 */
final class VectorAttention {
  private static final int QUERIES_AT_ONCE = 64;

  private final AttentionShape shape;
  private final int[] starts;

  VectorAttention(AttentionShape shape, int[] starts) {
    this.shape = shape;
    this.starts = starts;
  }

  static long memory(AttentionShape shape, boolean keep) {
    if (!keep) {
      return (long) Math.min(QUERIES_AT_ONCE, shape.queries()) * VectorRows.roundUp(shape.keys());
    }
    long one = 0;
    for (int from = 0; from < shape.queries(); from += QUERIES_AT_ONCE) {
      int to = Math.min(shape.queries(), from + QUERIES_AT_ONCE);
      one += (long) (to - from) * VectorRows.roundUp(shape.firstQuery() + to);
    }
    return one * shape.batch() * shape.heads();
  }

  /**
   * Some queries of one head in one row of the batch.
   *
   * @param from first query, to one past the last
   * @param firstKey first key that one of them sees
   * @param keys number of keys that they see together
   * @param width elements from one row of scores to the next
   */
  private record Block(int row, int head, int from, int to, int firstKey, int keys, int width) {
    int queries() {
      return to - from;
    }

    long size() {
      return (long) queries() * width;
    }
  }

  private interface BlockTask {
    void run(Block block, long scores);
  }

  /** All blocks in one order; scores of kept blocks lie one after the other. */
  private void forEachBlock(boolean keep, BlockTask task) {
    long scores = 0;
    for (int row = 0; row < shape.batch(); row++) {
      for (int head = 0; head < shape.heads(); head++) {
        for (int from = 0; from < shape.queries(); from += QUERIES_AT_ONCE) {
          int to = Math.min(shape.queries(), from + QUERIES_AT_ONCE);
          int firstKey = shape.firstQuery() + from;
          for (int query = from; query < to; query++) {
            firstKey = Math.min(firstKey, start(row, query));
          }
          int keys = shape.firstQuery() + to - firstKey;
          Block block = new Block(row, head, from, to, firstKey, keys, VectorRows.roundUp(keys));
          task.run(block, scores);
          scores += keep ? block.size() : 0;
        }
      }
    }
  }

  void forward(
      FloatMemory q,
      FloatMemory k,
      FloatMemory v,
      FloatMemory probabilities,
      boolean keep,
      FloatMemory out) {
    forEachBlock(
        keep,
        (block, scores) -> {
          scores(block, (float) shape.scale(), q, k, probabilities, scores);
          ByteBuffer p = probabilities.buffer(scores, block.size());
          for (int i = 0; i < block.queries(); i++) {
            VectorRows.softmax(
                p, 4 * i * block.width(), low(block, i), high(block, i), block.width());
          }
          cblas_sgemm(
              CblasRowMajor,
              CblasNoTrans,
              CblasNoTrans,
              block.queries(),
              shape.headSize(),
              block.keys(),
              1,
              probabilities.pointer(scores),
              block.width(),
              v.pointer(key(v, block)),
              v.rowStride(),
              0,
              out.pointer(query(out, block)),
              out.rowStride());
        });
  }

  void backward(
      FloatMemory dOut,
      FloatMemory q,
      FloatMemory k,
      FloatMemory v,
      FloatMemory probabilities,
      FloatMemory dq,
      FloatMemory dk,
      FloatMemory dv,
      FloatMemory dScores) {
    forEachBlock(
        true,
        (block, scores) -> {
          scores(block, 1, dOut, v, dScores, 0);
          addToKeys(block, probabilities, scores, dOut, dv);
          ByteBuffer p = probabilities.buffer(scores, block.size());
          ByteBuffer d = dScores.buffer(0, block.size());
          for (int i = 0; i < block.queries(); i++) {
            int at = 4 * i * block.width();
            VectorRows.softmaxBackward(
                p, at, d, at, low(block, i), high(block, i), block.width(), (float) shape.scale());
          }
          cblas_sgemm(
              CblasRowMajor,
              CblasNoTrans,
              CblasNoTrans,
              block.queries(),
              shape.headSize(),
              block.keys(),
              1,
              dScores.pointer(0),
              block.width(),
              k.pointer(key(k, block)),
              k.rowStride(),
              0,
              dq.pointer(query(dq, block)),
              dq.rowStride());
          addToKeys(block, dScores, 0, q, dk);
        });
  }

  /** scores = scale * a of the queries times b of the keys, transposed. */
  private void scores(
      Block block, float scale, FloatMemory a, FloatMemory b, FloatMemory scores, long at) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        block.queries(),
        block.keys(),
        shape.headSize(),
        scale,
        a.pointer(query(a, block)),
        a.rowStride(),
        b.pointer(key(b, block)),
        b.rowStride(),
        0,
        scores.pointer(at),
        block.width());
  }

  /** to of the keys += scores, transposed, times from of the queries. */
  private void addToKeys(
      Block block, FloatMemory scores, long at, FloatMemory from, FloatMemory to) {
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        block.keys(),
        shape.headSize(),
        block.queries(),
        1,
        scores.pointer(at),
        block.width(),
        from.pointer(query(from, block)),
        from.rowStride(),
        1,
        to.pointer(key(to, block)),
        to.rowStride());
  }

  private long query(FloatMemory rows, Block block) {
    long row = (long) block.row() * shape.queries() + block.from();
    return row * rows.rowStride() + (long) block.head() * shape.headSize();
  }

  private long key(FloatMemory rows, Block block) {
    long row = (long) block.row() * shape.keys() + block.firstKey();
    return row * rows.rowStride() + (long) shape.keyValueHeadOf(block.head()) * shape.headSize();
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
