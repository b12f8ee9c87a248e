package dev.glossa.study;

import java.util.Locale;

/**
 * One combination of factors, tried with one seed.
 *
 * @param name the same for the same factors and seed, and the name of the cell's folder
 * @param factors what it differs in
 * @param seed of everything random in it
 */
record Cell(String name, Factors factors, long seed) {

  /** The cell with its name, such as zh-v8000-p2m-e0.2-i1000-s1. */
  static Cell of(Factors factors, long seed) {
    String name =
        "%s-v%d-p%s-e%s-i%d-s%d"
            .formatted(
                factors.language(),
                factors.addedPieces(),
                tokens(factors.pretrainTokens()),
                share(factors.englishShare()),
                factors.instructions(),
                seed);
    return new Cell(name, factors, seed);
  }

  private static String tokens(long tokens) {
    if (tokens > 0 && tokens % 1_000_000 == 0) {
      return tokens / 1_000_000 + "m";
    }
    return tokens > 0 && tokens % 1_000 == 0 ? tokens / 1_000 + "k" : Long.toString(tokens);
  }

  private static String share(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%s", share);
  }
}
