package dev.glossa.model;

import static dev.glossa.model.ProductTile.HAS_WIDE;
import static dev.glossa.model.ProductTile.ROWS;
import static dev.glossa.model.VectorRows.LANES;

import java.nio.FloatBuffer;

/**
 * The right factor [inner, columns] of products that are too small for a library: its call costs
 * more than they do. It lies in the heap in panels of some columns, each row by row, so that a
 * product reads it from the first to the last element. Columns that are missing in the last panel
 * are 0.
 */
final class Panels {
  /** Columns of a panel. */
  static final int WIDTH = 2 * LANES;

  /** Zeros in all rows and columns. */
  private static final HeapMatrix NOTHING = new HeapMatrix(new float[2 * WIDTH], 0, 0, 0);

  private final int inner;
  private final float[] values;

  Panels(int inner, int columns) {
    this.inner = inner;
    this.values = new float[inner * wholePanels(columns)];
  }

  /** Rows of as many tiles as these rows need. */
  static int wholeTiles(int rows) {
    return (rows + ROWS - 1) / ROWS * ROWS;
  }

  /** Columns of as many panels as these columns need. */
  static int wholePanels(int columns) {
    return (columns + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** Takes the first {@code count} rows from memory where a row begins every {@code stride}. */
  void setRows(FloatBuffer from, int at, int stride, int count, int columns) {
    for (int column = 0; column < columns; column += WIDTH) {
      int run = Math.min(WIDTH, columns - column);
      for (int k = 0; k < count; k++) {
        from.get(at + k * stride + column, values, inner * column + k * WIDTH, run);
      }
    }
  }

  /** Takes the first {@code count} columns from rows of memory: the transpose. */
  void setColumns(FloatBuffer from, int at, int stride, int count) {
    float[] column = new float[inner];
    for (int j = 0; j < count; j++) {
      from.get(at + j * stride, column);
      int to = j / WIDTH * WIDTH * inner + j % WIDTH;
      for (int k = 0; k < inner; k++) {
        values[to + k * WIDTH] = column[k];
      }
    }
  }

  /**
   * c = a b, or c += a b, in {@code rows} rows. They are rounded up to whole tiles, for which a and
   * c must have room.
   *
   * @param from first row of this factor that counts
   * @param count rows of it that count: the columns of a
   * @param firstColumn first column of it that counts, a multiple of {@link #WIDTH}
   * @param c rows side by side, of a multiple of {@link #WIDTH} columns
   */
  void multiply(
      HeapMatrix a, int rows, int from, int count, int firstColumn, HeapMatrix c, boolean add) {
    HeapMatrix start = add ? c : NOTHING;
    int panel = inner * WIDTH;
    int panelAt = firstColumn * inner + from * WIDTH;
    int column = 0;
    for (; HAS_WIDE && column + WIDTH < c.row(); column += 2 * WIDTH, panelAt += 2 * panel) {
      for (int row = 0; row < rows; row += ROWS) {
        ProductTile.multiplyWide(a, row, values, panelAt, panel, count, start, c, column);
      }
    }
    for (; column < c.row(); column += WIDTH, panelAt += panel) {
      for (int row = 0; row < rows; row += ROWS) {
        ProductTile.multiply(a, row, values, panelAt, count, start, c, column);
      }
    }
  }
}
