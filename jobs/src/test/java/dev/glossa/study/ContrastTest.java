package dev.glossa.study;

import static dev.glossa.study.StudyExample.BASE;
import static dev.glossa.study.StudyExample.CHINESE_ALONE;
import static dev.glossa.study.StudyExample.EXTENDED;
import static dev.glossa.study.StudyExample.UNTRAINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContrastTest {

  @Test
  void pairsCellsOfTheSameSeedThatDifferInOneFactor() {
    Study study =
        new StudyExample()
            .answers(BASE, 2.0, 2.1)
            .answers(EXTENDED, 2.0, 2.1)
            .answers(CHINESE_ALONE, 2.0, 2.1)
            .study();

    assertThat(Contrast.of(study, Factor.VOCABULARY, f -> true, f -> f.addedPieces() > 0).pairs())
        .extracting(pair -> pair.from().cell().name(), pair -> pair.to().cell().name())
        .containsExactly(
            tuple("zh-v0-p2m-e0.2-i1000-s1", "zh-v2000-p2m-e0.2-i1000-s1"),
            tuple("zh-v0-p2m-e0.2-i1000-s2", "zh-v2000-p2m-e0.2-i1000-s2"));
  }

  @Test
  void withoutPretrainingTheShareOfEnglishDoesNotMatter() {
    Study study =
        new StudyExample()
            .answers(UNTRAINED, 2.0)
            .answers(BASE, 1.9)
            .answers(CHINESE_ALONE, 1.8)
            .study();

    assertThat(
            Contrast.of(study, Factor.PRETRAINING, f -> f.pretrainTokens() == 0, f -> true).pairs())
        .extracting(pair -> pair.toFactors().englishShare())
        .containsExactly(0.2, 0.0);
    assertThat(Contrast.ofPretraining(study, cell -> true).pairs())
        .extracting(pair -> pair.toFactors().englishShare())
        .containsExactly(0.0);
  }

  /** Expected: scipy 1.17.1, {@code stats.ttest_1samp(y / x - 1, 0).confidence_interval(0.95)}. */
  @Test
  void gainsAreTakenSeedBySeed() {
    Study study =
        new StudyExample()
            .answers(BASE, 2.31, 2.29, 2.36)
            .answers(EXTENDED, 2.20, 2.21, 2.22)
            .study();
    SeedEstimate gain =
        Contrast.of(study, Factor.VOCABULARY, f -> f.addedPieces() == 0, f -> true)
            .gains(Measure.REFERENCE_BITS)
            .estimate()
            .orElseThrow();

    assertThat(gain.mean()).isCloseTo(0.04729185977798215, within(1e-10));
    assertThat(gain.low()).isCloseTo(0.01699268353780285, within(1e-10));
    assertThat(gain.high()).isCloseTo(0.07759103601816145, within(1e-10));
  }

  @Test
  void aStepThatACellDoesNotTakeLeavesTheModelAsItWas() {
    Factors notTuned = new Factors("zh", 0, 0, 0, 0);
    CellOutcome cell =
        new StudyExample()
            .measured(notTuned, "base", "perplexity/zh", "bits_per_byte", 3.5)
            .study()
            .cells()
            .get(0);

    assertThat(Measure.targetBits(Measure.TUNE).of(cell)).isEqualTo(3.5);

    CellOutcome tuned =
        new StudyExample()
            .measured(BASE, "base", "perplexity/zh", "bits_per_byte", 3.5)
            .study()
            .cells()
            .get(0);

    assertThat(Measure.targetBits(Measure.TUNE).of(tuned)).isNull();
  }
}
