package dev.glossa.model;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.FloatBuffer;

/**
 * Causal attention of so few queries that it does not pay to copy keys and values: a text that
 * grows by a token at a time. BLAS reads heads with their stride.
 */
final class FewQueryAttention {
  private FewQueryAttention() {}

  /** Elements of the scores of one head. */
  static long memory(AttentionShape shape) {
    return (long) shape.queries() * shape.keys();
  }

  /** As {@link Kernels#attention}, without keeping the probabilities. */
  static void forward(
      AttentionShape shape,
      FloatMemory q,
      FloatMemory k,
      FloatMemory v,
      int[] starts,
      FloatMemory scores,
      FloatMemory out) {
    float[] room = new float[VectorRows.roundUp(shape.keys())];
    FloatBuffer seen = scores.buffer(0, memory(shape)).asFloatBuffer();
    for (int row = 0; row < shape.batch(); row++) {
      int first = row * shape.queries();
      for (int head = 0; head < shape.heads(); head++) {
        long query = (long) first * q.rowStride() + (long) head * shape.headSize();
        long keyColumn = (long) shape.keyValueHeadOf(head) * shape.headSize();
        long firstKey = (long) row * shape.keys();
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            shape.queries(),
            shape.keys(),
            shape.headSize(),
            1,
            q.pointer(query),
            q.rowStride(),
            k.pointer(firstKey * k.rowStride() + keyColumn),
            k.rowStride(),
            0,
            scores.pointer(0),
            shape.keys());
        for (int i = 0; i < shape.queries(); i++) {
          int start = starts == null ? 0 : starts[first + i];
          int end = shape.firstQuery() + i + 1;
          seen.get(i * shape.keys(), room, 0, shape.keys());
          VectorSoftmax.forward(room, 0, start, end, room.length, (float) shape.scale());
          seen.put(i * shape.keys(), room, 0, shape.keys());
        }
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasNoTrans,
            shape.queries(),
            shape.headSize(),
            shape.keys(),
            1,
            scores.pointer(0),
            shape.keys(),
            v.pointer(firstKey * v.rowStride() + keyColumn),
            v.rowStride(),
            0,
            out.pointer((long) first * out.rowStride() + (long) head * shape.headSize()),
            out.rowStride());
      }
    }
  }
}
