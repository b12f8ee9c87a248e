package dev.glossa.study;

import java.util.List;

/**
 * The values that factors take in a grid, in place of those of its base cell; none of a factor that
 * stays as it is there.
 *
 * @param addedPieces see {@link Factors}
 * @param pretrainTokens see {@link Factors}
 * @param englishShare see {@link Factors}
 * @param instructions see {@link Factors}
 */
record Levels(
    List<Long> addedPieces,
    List<Long> pretrainTokens,
    List<Double> englishShare,
    List<Long> instructions) {

  Levels {
    addedPieces = orNone(addedPieces);
    pretrainTokens = orNone(pretrainTokens);
    englishShare = orNone(englishShare);
    instructions = orNone(instructions);
  }

  private static <T> List<T> orNone(List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }
}
