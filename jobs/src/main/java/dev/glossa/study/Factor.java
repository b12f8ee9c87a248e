package dev.glossa.study;

import java.util.List;
import java.util.Locale;

/** One of the numbers in which cells differ. */
enum Factor {
  VOCABULARY,
  PRETRAINING,
  ENGLISH_SHARE,
  INSTRUCTIONS;

  /** The factor's level. */
  double of(Factors factors) {
    return switch (this) {
      case VOCABULARY -> factors.addedPieces();
      case PRETRAINING -> factors.pretrainTokens();
      case ENGLISH_SHARE -> factors.englishShare();
      case INSTRUCTIONS -> factors.instructions();
    };
  }

  /** The same factors with this one at the level that it has in others. */
  private Factors asIn(Factors others, Factors factors) {
    return switch (this) {
      case VOCABULARY -> factors.withAddedPieces(others.addedPieces());
      case PRETRAINING -> factors.withPretrainTokens(others.pretrainTokens());
      case ENGLISH_SHARE -> factors.withEnglishShare(others.englishShare());
      case INSTRUCTIONS -> factors.withInstructions(others.instructions());
    };
  }

  /** Whether two cells differ in nothing but this factor, and what makes no difference. */
  boolean aloneDiffers(Factors from, Factors to) {
    return of(from) != of(to) && asIn(from, to).normal().equals(from.normal());
  }

  /** The cells with the lowest level among them. */
  List<CellOutcome> least(List<CellOutcome> cells) {
    double least = cells.stream().mapToDouble(o -> of(o.cell().factors())).min().orElse(0);
    return cells.stream().filter(outcome -> of(outcome.cell().factors()) == least).toList();
  }

  /** The level in words, such as "1,000 instructions". */
  String words(Factors factors) {
    return switch (this) {
      case VOCABULARY ->
          factors.addedPieces() == 0
              ? "original vocabulary"
              : String.format(Locale.ROOT, "%,d pieces added", factors.addedPieces());
      case PRETRAINING ->
          factors.pretrainTokens() == 0
              ? "no further pretraining"
              : String.format(Locale.ROOT, "%,d tokens", factors.pretrainTokens());
      case ENGLISH_SHARE ->
          factors.englishShare() == 0
              ? "no English mixed in"
              : String.format(Locale.ROOT, "%.0f %% English", 100 * factors.englishShare());
      case INSTRUCTIONS ->
          factors.instructions() == 0
              ? "not tuned"
              : String.format(Locale.ROOT, "%,d instructions", factors.instructions());
    };
  }
}
