package dev.glossa.model;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which positions predict which tokens.
 *
 * @param rows index of the predicting position in the flattened batch
 * @param ids the token that it should predict
 */
record Targets(int[] rows, int[] ids) {

  /** Labels [batch, time]: the label at t is predicted from t - 1; -100 is ignored. */
  static Targets of(INDArray labels) {
    int time = (int) labels.size(1);
    int[] flat = TokenArrays.toInts(labels);
    int[] rows = new int[flat.length];
    int[] ids = new int[flat.length];
    int count = 0;
    for (int i = 0; i < flat.length; i++) {
      if (i % time != 0 && flat[i] != Batch.IGNORED) {
        rows[count] = i - 1;
        ids[count++] = flat[i];
      }
    }
    return new Targets(Arrays.copyOf(rows, count), Arrays.copyOf(ids, count));
  }

  int count() {
    return rows.length;
  }

  int[] ids(int from, int to) {
    return Arrays.copyOfRange(ids, from, to);
  }
}
