package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;

/**
 * A matrix whose rows are codes of a product quantizer, their norms perhaps quantized apart.
 *
 * @param codes of all rows, one for each part of a row
 * @param quantizer of the rows, or of their directions
 * @param normCodes null: the rows' norms are in them
 * @param normQuantizer null likewise
 */
record QuantizedMatrix(
    byte[] codes,
    ProductQuantizer quantizer,
    byte[] normCodes,
    ProductQuantizer normQuantizer,
    long rows,
    long columns)
    implements Matrix {

  static QuantizedMatrix read(ByteCursor file) {
    boolean norms = file.nextBoolean();
    Shape shape = Shape.read(file);
    byte[] codes = file.nextBytes(file.nextInt(), "the codes of a matrix");
    ProductQuantizer quantizer = ProductQuantizer.read(file);
    if (quantizer.dim() != shape.columns()
        || codes.length != shape.rows() * (long) quantizer.parts()) {
      throw new InvalidModelException(
          "has %d codes for a matrix of %d times %d; get an undamaged copy."
              .formatted(codes.length, shape.rows(), shape.columns()));
    }
    if (!norms) {
      return new QuantizedMatrix(codes, quantizer, null, null, shape.rows(), shape.columns());
    }
    byte[] normCodes = file.nextBytes(shape.rows(), "the norms of a matrix");
    ProductQuantizer normQuantizer = ProductQuantizer.read(file);
    return new QuantizedMatrix(
        codes, quantizer, normCodes, normQuantizer, shape.rows(), shape.columns());
  }

  @Override
  public void addRow(int row, float[] sum) {
    quantizer.addTo(sum, codes, row * quantizer.parts(), norm(row));
  }

  @Override
  public float dot(int row, float[] vector) {
    return quantizer.dot(vector, codes, row * quantizer.parts()) * norm(row);
  }

  private float norm(int row) {
    return normCodes == null ? 1 : normQuantizer.first(normCodes[row]);
  }
}
