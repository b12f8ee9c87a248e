package dev.glossa.study;

import java.util.Locale;

/** What became of a cell. */
enum CellState {
  /** All its steps are done. */
  DONE,
  /** One of its steps failed. */
  FAILED,
  /** It is not there, or not whole: not run yet, or deleted. */
  MISSING;

  /** As a person reads it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
