package dev.glossa.model;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adds rows to the embedding and, if untied, to the head. */
final class VocabularyGrowth {
  private static final double ALMOST_ZERO = 1e-5;

  private VocabularyGrowth() {}

  static LlamaModel grow(
      LlamaModel model, int vocabSize, int[][] oldPieces, NewRows kind, long seed) {
    int oldSize = model.config().vocabSize();
    if (vocabSize < oldSize) {
      throw new IllegalArgumentException(
          "The model has " + oldSize + " vocabulary rows; it cannot shrink to " + vocabSize + ".");
    }
    if (kind == NewRows.MEAN) {
      check(oldPieces, oldSize, vocabSize);
    }
    LlamaModel grown =
        LlamaModel.uninitialized(
            model.config().withVocabSize(vocabSize), model.dataType(), LlamaGraph.Training.none());
    var from = model.parametersByName();
    grown
        .parametersByName()
        .forEach(
            (name, to) -> {
              INDArray old = from.get(name);
              if (old.equalShapes(to)) {
                to.assign(old);
              } else {
                Views.rows(to, 0, oldSize).assign(old);
                Random random = new Random(seed * 31 + name.hashCode());
                for (int row = oldSize; row < vocabSize; row++) {
                  double deviation =
                      kind == NewRows.RANDOM ? model.config().initializerRange() : ALMOST_ZERO;
                  to.putRow(
                      row,
                      kind == NewRows.MEAN
                          ? mean(old, oldPieces[row - oldSize])
                          : noise(random, old, deviation));
                }
              }
            });
    return grown;
  }

  private static INDArray mean(INDArray rows, int[] pieces) {
    return Nd4j.pullRows(rows, 1, pieces).mean(0);
  }

  private static INDArray noise(Random random, INDArray like, double deviation) {
    double[] values = new double[(int) like.size(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() * deviation;
    }
    return Nd4j.createFromArray(values).castTo(like.dataType());
  }

  private static void check(int[][] oldPieces, int oldSize, int vocabSize) {
    if (oldPieces.length != vocabSize - oldSize) {
      throw new IllegalArgumentException(
          "Old pieces are given for "
              + oldPieces.length
              + " of "
              + (vocabSize - oldSize)
              + " new rows.");
    }
    for (int row = 0; row < oldPieces.length; row++) {
      if (oldPieces[row].length == 0) {
        throw new IllegalArgumentException(
            "The new row " + (oldSize + row) + " has no old pieces to take the mean of.");
      }
      for (int piece : oldPieces[row]) {
        if (piece < 0 || piece >= oldSize) {
          throw new IllegalArgumentException(
              "The old piece "
                  + piece
                  + " of the new row "
                  + (oldSize + row)
                  + " is not among the "
                  + oldSize
                  + " old rows.");
        }
      }
    }
  }
}
