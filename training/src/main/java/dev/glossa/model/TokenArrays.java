package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Token ids, labels and document starts between Java and ND4J: [batch, time] INT32. */
final class TokenArrays {
  private TokenArrays() {}

  static INDArray of(int[][] rows) {
    return Nd4j.createFromArray(rows);
  }

  /** All elements, row after row. */
  static int[] toInts(INDArray array) {
    INDArray ints = array.dataType() == DataType.INT ? array : array.castTo(DataType.INT);
    return (ints.ordering() == 'c' && !ints.isView() ? ints : ints.dup('c')).data().asInt();
  }
}
