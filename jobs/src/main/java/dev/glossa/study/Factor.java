package dev.glossa.study;

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
  Factors asIn(Factors others, Factors factors) {
    return new Factors(
        factors.language(),
        (this == VOCABULARY ? others : factors).addedPieces(),
        (this == PRETRAINING ? others : factors).pretrainTokens(),
        (this == ENGLISH_SHARE ? others : factors).englishShare(),
        (this == INSTRUCTIONS ? others : factors).instructions());
  }

  /** Whether two cells differ in nothing but this factor. */
  boolean aloneDiffers(Factors from, Factors to) {
    return of(from) != of(to) && canonical(asIn(from, to)).equals(canonical(from));
  }

  /** Without pretraining it does not matter how much English would have been mixed in. */
  private static Factors canonical(Factors factors) {
    return factors.pretrainTokens() == 0 && factors.englishShare() != 0
        ? new Factors(factors.language(), factors.addedPieces(), 0, 0, factors.instructions())
        : factors;
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
