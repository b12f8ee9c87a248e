package dev.glossa.study;

import java.util.List;
import java.util.Optional;

/**
 * Does the extension not pay? Cells with added pieces against the same cells without, where both
 * were further pretrained on as many tokens and tuned on the same instructions.
 */
final class VocabularyVerdict {
  private VocabularyVerdict() {}

  static Verdict of(Study study) {
    Optional<Measure> deciding = Quality.deciding(study);
    Contrast extension =
        Contrast.of(
            study,
            Factor.VOCABULARY,
            from -> isTrained(from) && from.addedPieces() == 0,
            VocabularyVerdict::isTrained);
    if (deciding.isEmpty() || extension.pairs().isEmpty()) {
      return Verdict.notDecidable(
          "It takes cells with and without added pieces, further pretrained and tuned, whose"
              + " answers are measured; the study has none.");
    }
    List<String> absent = extension.gains(deciding.get()).absent();
    if (!absent.isEmpty()) {
      return Verdict.absent(absent);
    }
    Quality quality = Quality.of("gain by the extension", extension, deciding.get());
    return new Verdict(
        Verdict.Kind.of(quality.answer().not()),
        quality.statistics(),
        switch (quality.answer()) {
              case YES -> "Answers are better with the extended vocabulary. ";
              case NO -> "Answers are not better with the extended vocabulary. ";
              case OPEN -> "Whether answers are better with the extended vocabulary is open. ";
            }
            + quality.reason());
  }

  private static boolean isTrained(Factors factors) {
    return factors.pretrainTokens() > 0 && factors.instructions() > 0;
  }
}
