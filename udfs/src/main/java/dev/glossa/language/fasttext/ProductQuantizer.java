package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;

/**
 * Codebooks of 256 centroids for each part of a vector.
 *
 * @param dim length of a vector
 * @param parts number of parts
 * @param width length of a part
 * @param lastWidth length of the last part
 * @param centroids part after part
 */
record ProductQuantizer(int dim, int parts, int width, int lastWidth, float[] centroids) {

  private static final int CENTROIDS = 256;

  static ProductQuantizer read(ByteCursor file) {
    int dim = file.nextInt();
    int parts = file.nextInt();
    int width = file.nextInt();
    int lastWidth = file.nextInt();
    boolean fits =
        dim > 0
            && parts > 0
            && width > 0
            && lastWidth > 0
            && lastWidth <= width
            && (parts - 1L) * width + lastWidth == dim;
    if (!fits) {
      throw new InvalidModelException(
          "has a quantizer of %d parts of %d and %d values for vectors of %d; get an undamaged copy."
              .formatted(parts, width, lastWidth, dim));
    }
    float[] centroids = file.nextFloats((long) dim * CENTROIDS, "the centroids of a quantizer");
    return new ProductQuantizer(dim, parts, width, lastWidth, centroids);
  }

  /** The only value of a centroid, of a quantizer of numbers. */
  float first(byte code) {
    return centroids[centroid(0, code)];
  }

  /** sum += factor × the coded vector. */
  void addTo(float[] sum, byte[] codes, int start, float factor) {
    int position = 0;
    for (int part = 0; part < parts; part++) {
      int centroid = centroid(part, codes[start + part]);
      int end = Math.min(position + width, dim);
      for (; position < end; position++) {
        sum[position] += factor * centroids[centroid++];
      }
    }
  }

  /** vector · the coded vector. */
  float dot(float[] vector, byte[] codes, int start) {
    float product = 0;
    int position = 0;
    for (int part = 0; part < parts; part++) {
      int centroid = centroid(part, codes[start + part]);
      int end = Math.min(position + width, dim);
      for (; position < end; position++) {
        product += vector[position] * centroids[centroid++];
      }
    }
    return product;
  }

  private int centroid(int part, byte code) {
    int stride = part == parts - 1 ? lastWidth : width;
    return part * CENTROIDS * width + Byte.toUnsignedInt(code) * stride;
  }
}
