package dev.glossa.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does English get worse by training on the other language alone, and does training on both keep
 * it? Bits per byte of English after further pretraining against those of the same cell's base
 * model. Kept is English if what mixing leaves of the rise is certainly less than half.
 */
final class EnglishVerdict {
  private static final double KEPT = 0.5;
  private static final Measure BEFORE = Measure.englishBits(Measure.BASE);
  private static final Measure AFTER = Measure.englishBits(Measure.PRETRAIN);

  private EnglishVerdict() {}

  static Verdict of(Study study) {
    Contrast mixing =
        Contrast.of(
            study,
            Factor.ENGLISH_SHARE,
            alone -> alone.pretrainTokens() > 0 && alone.englishShare() == 0,
            mixed -> mixed.pretrainTokens() > 0);
    if (mixing.pairs().isEmpty() || !AFTER.isMeasured(study)) {
      return Verdict.notDecidable(
          "It takes cells pretrained with and without English mixed in, and English text to"
              + " measure them on; the study has none.");
    }
    SeedSample alone = new SeedSample();
    SeedSample mixed = new SeedSample();
    SeedSample excess = new SeedSample();
    for (Contrast.Pair pair : mixing.pairs()) {
      Optional<Double> riseAlone = rise(pair.from(), alone);
      Optional<Double> riseMixed = rise(pair.to(), mixed);
      if (riseAlone.isPresent() && riseMixed.isPresent()) {
        alone.add(pair.seed(), riseAlone.get());
        mixed.add(pair.seed(), riseMixed.get());
        excess.add(pair.seed(), riseMixed.get() - KEPT * riseAlone.get());
      }
    }
    List<String> absent = Stream.of(alone, mixed).flatMap(s -> s.absent().stream()).toList();
    return absent.isEmpty()
        ? verdict(
            alone.estimate().orElseThrow(),
            mixed.estimate().orElseThrow(),
            excess.estimate().orElseThrow())
        : Verdict.absent(absent);
  }

  /** By which share of the base model's the bits per byte of English are more. */
  private static Optional<Double> rise(CellOutcome cell, SeedSample sample) {
    Optional<Double> before = sample.value(cell, BEFORE);
    Optional<Double> after = sample.value(cell, AFTER);
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(-AFTER.gain(before.get(), after.get()));
  }

  private static Verdict verdict(SeedEstimate alone, SeedEstimate mixed, SeedEstimate excess) {
    List<Statistic> statistics =
        List.of(
            new Statistic("rise of English bits per byte, other language alone", true, alone),
            new Statistic("rise of English bits per byte, mixed", true, mixed),
            new Statistic("mixed rise less half of the other", true, excess));
    Answer rises = alone.above(AFTER.noticeable());
    Answer kept = excess.above(0).not();
    Answer both = Answer.all(List.of(rises, kept));
    String sentence =
        switch (rises) {
          case NO -> "English does not get worse by training on the other language alone.";
          case OPEN -> "Whether English gets worse by training on the other language is open.";
          case YES ->
              switch (kept) {
                case YES -> "English gets worse, and mixing avoids at least half of it.";
                case NO -> "English gets worse, and mixing avoids less than half of it.";
                case OPEN -> "English gets worse; whether mixing avoids half of it is open.";
              };
        };
    return new Verdict(
        Verdict.Kind.of(both),
        statistics,
        sentence
            + " A rise counts from %s on.".formatted(AFTER.noticeableInWords())
            + Verdict.openness(both, alone));
  }
}
