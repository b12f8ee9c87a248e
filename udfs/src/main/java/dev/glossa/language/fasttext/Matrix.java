package dev.glossa.language.fasttext;

/** A matrix of which rows are added up, or multiplied with a vector. */
interface Matrix {

  long rows();

  long columns();

  /** sum += row. */
  void addRow(int row, float[] sum);

  /** row · vector. */
  float dot(int row, float[] vector);

  /** All rows times the vector. */
  default float[] times(float[] vector) {
    float[] product = new float[Math.toIntExact(rows())];
    for (int row = 0; row < product.length; row++) {
      product[row] = dot(row, vector);
    }
    return product;
  }
}
