package dev.glossa.study;

/** What became of a cell. */
enum CellState {
  /** All its steps are done. */
  DONE,
  /** One of its steps failed. */
  FAILED,
  /** It is not there, or not whole: not run yet, or deleted. */
  MISSING
}
