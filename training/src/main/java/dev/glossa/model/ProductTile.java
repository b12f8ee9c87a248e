package dev.glossa.model;

import static dev.glossa.model.Panels.WIDTH;
import static dev.glossa.model.VectorRows.LANES;
import static dev.glossa.model.VectorRows.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a product c = start + a b: some rows and columns, which stay in registers until they are
 * whole. b lies in {@link Panels}.
 */
final class ProductTile {
  /** Rows of a tile. */
  static final int ROWS = 4;

  /** Whether the registers hold a tile of two panels: there are 32 of 512 bits. */
  static final boolean HAS_WIDE = LANES == 16;

  private ProductTile() {}

  /**
   * A tile of one panel.
   *
   * @param row first row of the tile in a, start and c
   * @param panelAt where the panel's first row that counts begins
   * @param count rows of the panel that count
   * @param column first column of the tile in start and c
   */
  static void multiply(
      HeapMatrix a,
      int row,
      float[] panels,
      int panelAt,
      int count,
      HeapMatrix start,
      HeapMatrix c,
      int column) {
    float[] as = a.values();
    int aAt = a.at() + row * a.row();
    int aRow = a.row();
    int aColumn = a.column();
    float[] starts = start.values();
    int startAt = start.at() + row * start.row() + column * start.column();
    int startRow = start.row();
    float[] cs = c.values();
    int cAt = c.at() + row * c.row() + column;
    int cRow = c.row();
    FloatVector c00 = FloatVector.fromArray(SPECIES, starts, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, starts, startAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, starts, startAt + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, starts, startAt + startRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow + LANES);
    for (int k = 0; k < count; k++) {
      int b = panelAt + k * WIDTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, panels, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panels, b + LANES);
      int at = aAt + k * aColumn;
      FloatVector a0 = FloatVector.broadcast(SPECIES, as[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, as[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, as[at + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, as[at + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(cs, cAt);
    c01.intoArray(cs, cAt + LANES);
    c10.intoArray(cs, cAt + cRow);
    c11.intoArray(cs, cAt + cRow + LANES);
    c20.intoArray(cs, cAt + 2 * cRow);
    c21.intoArray(cs, cAt + 2 * cRow + LANES);
    c30.intoArray(cs, cAt + 3 * cRow);
    c31.intoArray(cs, cAt + 3 * cRow + LANES);
  }

  /**
   * A tile of two panels.
   *
   * @param nextPanel elements from the first panel to the second
   */
  static void multiplyWide(
      HeapMatrix a,
      int row,
      float[] panels,
      int panelAt,
      int nextPanel,
      int count,
      HeapMatrix start,
      HeapMatrix c,
      int column) {
    float[] as = a.values();
    int aAt = a.at() + row * a.row();
    int aRow = a.row();
    int aColumn = a.column();
    float[] starts = start.values();
    int startAt = start.at() + row * start.row() + column * start.column();
    int startRow = start.row();
    float[] cs = c.values();
    int cAt = c.at() + row * c.row() + column;
    int cRow = c.row();
    FloatVector c00 = FloatVector.fromArray(SPECIES, starts, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, starts, startAt + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, starts, startAt + WIDTH);
    FloatVector c03 = FloatVector.fromArray(SPECIES, starts, startAt + WIDTH + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, starts, startAt + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, starts, startAt + startRow + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, starts, startAt + startRow + WIDTH);
    FloatVector c13 = FloatVector.fromArray(SPECIES, starts, startAt + startRow + WIDTH + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow + WIDTH);
    FloatVector c23 =
        FloatVector.fromArray(SPECIES, starts, startAt + 2 * startRow + WIDTH + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow + WIDTH);
    FloatVector c33 =
        FloatVector.fromArray(SPECIES, starts, startAt + 3 * startRow + WIDTH + LANES);
    for (int k = 0; k < count; k++) {
      int b = panelAt + k * WIDTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, panels, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panels, b + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, panels, b + nextPanel);
      FloatVector b3 = FloatVector.fromArray(SPECIES, panels, b + nextPanel + LANES);
      int at = aAt + k * aColumn;
      FloatVector a0 = FloatVector.broadcast(SPECIES, as[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, as[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, as[at + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, as[at + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
    }
    c00.intoArray(cs, cAt);
    c01.intoArray(cs, cAt + LANES);
    c02.intoArray(cs, cAt + WIDTH);
    c03.intoArray(cs, cAt + WIDTH + LANES);
    c10.intoArray(cs, cAt + cRow);
    c11.intoArray(cs, cAt + cRow + LANES);
    c12.intoArray(cs, cAt + cRow + WIDTH);
    c13.intoArray(cs, cAt + cRow + WIDTH + LANES);
    c20.intoArray(cs, cAt + 2 * cRow);
    c21.intoArray(cs, cAt + 2 * cRow + LANES);
    c22.intoArray(cs, cAt + 2 * cRow + WIDTH);
    c23.intoArray(cs, cAt + 2 * cRow + WIDTH + LANES);
    c30.intoArray(cs, cAt + 3 * cRow);
    c31.intoArray(cs, cAt + 3 * cRow + LANES);
    c32.intoArray(cs, cAt + 3 * cRow + WIDTH);
    c33.intoArray(cs, cAt + 3 * cRow + WIDTH + LANES);
  }
}
