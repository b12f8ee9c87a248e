package dev.glossa.study;

import dev.glossa.job.GlossaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** The cells of a study. */
final class Grid {
  private Grid() {}

  /**
   * Every combination of factors with every seed; what several grids have in common is one cell.
   *
   * @param grids by name, in the order of their cells
   * @throws GlossaException (usage) if a value makes no sense
   */
  static List<Cell> cells(SortedMap<String, GridSettings> grids, List<Long> seeds) {
    Set<Factors> factors = new LinkedHashSet<>();
    grids.forEach((name, grid) -> factors.addAll(factors(name, grid)));
    if (factors.isEmpty() || seeds.isEmpty()) {
      throw GlossaException.usage(
          "The study has no cells: give it languages (grids.NAME.languages) and seeds.");
    }
    List<Cell> cells = new ArrayList<>();
    for (long seed : new LinkedHashSet<>(seeds)) {
      factors.forEach(each -> cells.add(Cell.of(each, seed)));
    }
    return cells;
  }

  private static List<Factors> factors(String name, GridSettings grid) {
    if (grid.base() == null) {
      throw GlossaException.usage("The grid '%s' has no base cell (base).", name);
    }
    List<Factors> all = new ArrayList<>();
    for (String language : grid.languages()) {
      Factors base = grid.base().in(language);
      all.addAll(
          grid.design() == GridSettings.Design.FULL
              ? full(base, grid.levels())
              : around(base, grid.levels()));
    }
    all.forEach(each -> check(name, each));
    return all.stream().map(Factors::normal).toList();
  }

  private static List<Factors> around(Factors base, Levels levels) {
    List<Factors> all = new ArrayList<>(List.of(base));
    levels.addedPieces().forEach(pieces -> all.add(base.withAddedPieces(pieces)));
    levels.pretrainTokens().forEach(tokens -> all.add(base.withPretrainTokens(tokens)));
    levels.englishShare().forEach(share -> all.add(base.withEnglishShare(share)));
    levels.instructions().forEach(number -> all.add(base.withInstructions(number)));
    return all;
  }

  private static List<Factors> full(Factors base, Levels levels) {
    List<Factors> all = new ArrayList<>();
    for (long pieces : or(levels.addedPieces(), base.addedPieces())) {
      for (long tokens : or(levels.pretrainTokens(), base.pretrainTokens())) {
        for (double share : or(levels.englishShare(), base.englishShare())) {
          for (long number : or(levels.instructions(), base.instructions())) {
            all.add(new Factors(base.language(), pieces, tokens, share, number));
          }
        }
      }
    }
    return all;
  }

  private static <T> Collection<T> or(List<T> levels, T base) {
    return levels.isEmpty() ? List.of(base) : levels;
  }

  private static void check(String name, Factors factors) {
    if (factors.language().equals("en")) {
      throw GlossaException.usage(
          "The grid '%s' moves models to English, which is where they come from: name another"
              + " language.",
          name);
    }
    if (factors.addedPieces() < 0 || factors.pretrainTokens() < 0 || factors.instructions() < 0) {
      throw GlossaException.usage(
          "The grid '%s' has a negative number of pieces, tokens or instructions: 0 is none.",
          name);
    }
    if (!(factors.englishShare() >= 0 && factors.englishShare() < 1)) {
      throw GlossaException.usage(
          "The grid '%s' has an english-share of %s: it is 0 or more, and below 1.",
          name, factors.englishShare());
    }
  }
}
