package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;

/** A matrix's rows and columns as they stand in the file. */
record Shape(long rows, long columns) {

  static Shape read(ByteCursor file) {
    Shape shape = new Shape(file.nextLong(), file.nextLong());
    if (shape.rows <= 0
        || shape.columns <= 0
        || shape.rows > Integer.MAX_VALUE
        || shape.columns > Integer.MAX_VALUE) {
      throw new InvalidModelException(
          "has a matrix of %d times %d; get an undamaged copy."
              .formatted(shape.rows, shape.columns));
    }
    return shape;
  }

  long size() {
    return rows * columns;
  }
}
