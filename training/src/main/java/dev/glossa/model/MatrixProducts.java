package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How many operations the matrix products of a model take, and how many a processor does. */
public final class MatrixProducts {
  private static final int SIZE = 1024;
  private static final int TRIES = 10;

  private MatrixProducts() {}

  /**
   * Floating-point operations of a training step for one token, forward and backward: 6 for each
   * weight that is multiplied, the head's included, or 4 if weights have no gradients, and the
   * lower half of the attention's products.
   *
   * @param length tokens of a row
   * @param frozen whether the weights are not trained, but adapters beside them
   */
  public static double operationsPerToken(LlamaConfig config, int length, boolean frozen) {
    double projections = 2.0 * (config.heads() + config.keyValueHeads()) * config.headSize();
    double block = config.hiddenSize() * (projections + 3.0 * config.intermediateSize());
    double weights = config.layers() * block + (double) config.vocabSize() * config.hiddenSize();
    double attention = (double) config.layers() * config.heads() * config.headSize() * length;
    return (frozen ? 4 : 6) * weights + 6 * attention;
  }

  /** Operations a second of a float32 product of two square matrices here, the best of some. */
  public static double peak() {
    NativeBackend.require();
    INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray c = Nd4j.create(DataType.FLOAT, SIZE, SIZE);
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      Nd4j.matmul(a, b, c, false, false, false);
      best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / ((System.nanoTime() - start) / 1e9));
    }
    a.close();
    b.close();
    c.close();
    return best;
  }
}
