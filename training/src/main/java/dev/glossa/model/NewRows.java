package dev.glossa.model;

/** How the rows of new vocabulary pieces start, in the embedding and in an untied head. */
public enum NewRows {
  /** The mean of the rows of the old pieces that the new piece's text was made of. */
  MEAN,
  /** N(0, initializer_range). */
  RANDOM,
  /** N(0, 1e-5): almost zero, but not all equal. */
  ZERO_NOISE
}
