package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;

/** A small matrix of floats, held column by column, so that all products are found at once. */
record HeapMatrix(float[] values, long rows, long columns) implements Matrix {

  static HeapMatrix read(ByteCursor file) {
    Shape shape = Shape.read(file);
    float[] rowByRow = file.nextFloats(shape.size(), "the output matrix");
    float[] values = new float[rowByRow.length];
    int rows = (int) shape.rows();
    int columns = (int) shape.columns();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[column * rows + row] = rowByRow[row * columns + column];
      }
    }
    return new HeapMatrix(values, rows, columns);
  }

  @Override
  public void addRow(int row, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i * (int) rows + row];
    }
  }

  @Override
  public float dot(int row, float[] vector) {
    float product = 0;
    for (int i = 0; i < vector.length; i++) {
      product += values[i * (int) rows + row] * vector[i];
    }
    return product;
  }

  @Override
  public float[] times(float[] vector) {
    float[] product = new float[(int) rows];
    for (int column = 0; column < vector.length; column++) {
      int start = column * product.length;
      float factor = vector[column];
      for (int row = 0; row < product.length; row++) {
        product[row] += values[start + row] * factor;
      }
    }
    return product;
  }
}
