package dev.glossa.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Views of matrices and vectors. ND4J's own {@code get} parses general indices, which costs more
 * than a small kernel and goes wrong on views of views with a stride.
 */
final class Views {
  private Views() {}

  /** Rows [fromRow, toRow) and columns [fromColumn, toColumn) of a row-major matrix. */
  static INDArray block(INDArray matrix, long fromRow, long toRow, long fromColumn, long toColumn) {
    long stride = matrix.stride(0);
    return Nd4j.create(
        matrix.data(),
        new long[] {toRow - fromRow, toColumn - fromColumn},
        new long[] {stride, 1},
        matrix.offset() + fromRow * stride + fromColumn,
        'c');
  }

  /** Rows [from, to) of a row-major matrix. */
  static INDArray rows(INDArray matrix, long from, long to) {
    return block(matrix, from, to, 0, matrix.size(1));
  }

  /** Columns [from, to) of a row-major matrix. */
  static INDArray columns(INDArray matrix, long from, long to) {
    return block(matrix, 0, matrix.size(0), from, to);
  }

  /** Elements [from, to) of a vector. */
  static INDArray part(INDArray vector, long from, long to) {
    return Nd4j.create(
        vector.data(), new long[] {to - from}, new long[] {1}, vector.offset() + from, 'c');
  }
}
