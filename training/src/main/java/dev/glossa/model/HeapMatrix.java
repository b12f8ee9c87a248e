package dev.glossa.model;

import java.nio.FloatBuffer;

/**
 * A matrix in the heap.
 *
 * @param at its first element
 * @param row elements from a row to the next
 * @param column elements from a column to the next
 */
record HeapMatrix(float[] values, int at, int row, int column) {

  /** Rows that lie side by side. */
  static HeapMatrix of(float[] values, int columns) {
    return new HeapMatrix(values, 0, columns, 1);
  }

  HeapMatrix transposed() {
    return new HeapMatrix(values, at, column, row);
  }

  /** Without the rows before this one. */
  HeapMatrix from(int firstRow) {
    return new HeapMatrix(values, at + firstRow * row, row, column);
  }

  /** Takes columns of some rows from memory. */
  void read(FloatBuffer from, int fromAt, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      from.get(fromAt + i * stride, values, at + i * row, columns);
    }
  }

  /** Gives columns of some rows to memory. */
  void write(FloatBuffer to, int toAt, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      to.put(toAt + i * stride, values, at + i * row, columns);
    }
  }
}
