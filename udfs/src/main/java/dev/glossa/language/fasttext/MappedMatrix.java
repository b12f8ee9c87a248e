package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.LittleEndianBytes;

/** A matrix of floats that stays where it is in the file. */
record MappedMatrix(LittleEndianBytes bytes, long start, long rows, long columns)
    implements Matrix {

  static MappedMatrix read(ByteCursor file) {
    Shape shape = Shape.read(file);
    long start = file.skip(shape.size(), Float.BYTES, "a matrix");
    return new MappedMatrix(file.bytes(), start, shape.rows(), shape.columns());
  }

  @Override
  public void addRow(int row, float[] sum) {
    bytes.addFloatsAt(start + row * columns * Float.BYTES, sum);
  }

  @Override
  public float dot(int row, float[] vector) {
    long at = start + row * columns * Float.BYTES;
    float product = 0;
    for (int i = 0; i < vector.length; i++) {
      product += bytes.floatAt(at + (long) Float.BYTES * i) * vector[i];
    }
    return product;
  }
}
