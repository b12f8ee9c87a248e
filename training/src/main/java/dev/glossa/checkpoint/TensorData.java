package dev.glossa.checkpoint;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The values of a tensor that is to be written.
 *
 * @param type element type in the file
 * @param shape sizes
 * @param values gives the values piece by piece
 */
public record TensorData(TensorType type, List<Long> shape, Values values) {

  /** Gives values in row-major order. */
  public interface Values {
    /** The values [from, to). */
    double[] get(long from, long to);
  }

  /** An array in its own type: FLOAT, DOUBLE, INT or LONG. */
  public static TensorData of(INDArray array) {
    return of(array, typeOf(array.dataType()));
  }

  /** An array, converted to another type as it is written. */
  public static TensorData of(INDArray array, TensorType type) {
    INDArray flat =
        (array.ordering() == 'c' && array.elementWiseStride() == 1 ? array : array.dup('c'))
            .reshape('c', new long[] {array.length()});
    return new TensorData(
        type,
        shape(array.shape()),
        (from, to) -> flat.get(NDArrayIndex.interval(from, to)).dup().data().asDouble());
  }

  /** A vector of floats. */
  public static TensorData of(float[] values) {
    return new TensorData(
        TensorType.F32,
        List.of((long) values.length),
        (from, to) -> {
          double[] part = new double[(int) (to - from)];
          for (int i = 0; i < part.length; i++) {
            part[i] = values[(int) from + i];
          }
          return part;
        });
  }

  /** A vector of doubles. */
  public static TensorData of(double[] values) {
    return new TensorData(
        TensorType.F64,
        List.of((long) values.length),
        (from, to) -> java.util.Arrays.copyOfRange(values, (int) from, (int) to));
  }

  /** Number of elements. */
  long length() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  private static TensorType typeOf(DataType type) {
    return switch (type) {
      case FLOAT -> TensorType.F32;
      case DOUBLE -> TensorType.F64;
      case INT -> TensorType.I32;
      case LONG -> TensorType.I64;
      default ->
          throw new IllegalArgumentException("Arrays of type " + type + " are not written here.");
    };
  }

  private static List<Long> shape(long[] sizes) {
    return java.util.Arrays.stream(sizes).boxed().toList();
  }
}
