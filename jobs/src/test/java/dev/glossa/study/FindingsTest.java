package dev.glossa.study;

import static dev.glossa.study.StudyExample.BASE;
import static dev.glossa.study.StudyExample.CHINESE_ALONE;
import static dev.glossa.study.StudyExample.EXTENDED;
import static dev.glossa.study.StudyExample.FEW_INSTRUCTIONS;
import static dev.glossa.study.StudyExample.UNTRAINED;
import static dev.glossa.study.Verdict.Kind.NOT_DECIDABLE;
import static dev.glossa.study.Verdict.Kind.NOT_REPRODUCED;
import static dev.glossa.study.Verdict.Kind.REPRODUCED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every finding in both directions, and what leaves it open. */
class FindingsTest {

  @Test
  void aStudyWithoutNumbersDecidesNothing() {
    assertThat(Findings.in(new StudyExample().study()))
        .hasSize(6)
        .allMatch(judged -> judged.verdict().kind() == NOT_DECIDABLE)
        .allMatch(judged -> judged.verdict().statistics().isEmpty());
  }

  @Nested
  class VocabularyDoesNotPay {

    @Test
    void reproducedIfAnswersAreNotBetterWithMorePieces() {
      Verdict verdict = verdict(2.10, 2.12, 2.11);

      assertThat(verdict.kind()).isEqualTo(REPRODUCED);
      assertThat(verdict.statistics().get(0).estimate().mean()).isNegative();
      assertThat(verdict.sentence()).contains("not better").contains("1.0 %");
    }

    @Test
    void notReproducedIfTheyAre() {
      assertThat(verdict(1.80, 1.81, 1.80).kind()).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void openIfSeedsDisagree() {
      Verdict verdict = verdict(2.10, 1.92, 2.03);

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("holds the bound");
    }

    @Test
    void openWithOneSeed() {
      Verdict verdict =
          VocabularyVerdict.of(
              new StudyExample().answers(BASE, 2.0).answers(EXTENDED, 2.2).study());

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("one seed");
    }

    @Test
    void openIfChrfIsSureOfTheContrary() {
      Verdict verdict =
          VocabularyVerdict.of(
              new StudyExample()
                  .answers(BASE, 2.00, 2.01, 2.02)
                  .answers(EXTENDED, 2.10, 2.12, 2.11)
                  .measured(BASE, "tune", "response/zh", "chrf", 8.0, 8.1, 8.2)
                  .measured(EXTENDED, "tune", "response/zh", "chrf", 12.0, 12.1, 12.2)
                  .study());

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("contradict");
    }

    @Test
    void aJudgeCountsBeforeOtherMeasures() {
      Verdict verdict =
          VocabularyVerdict.of(
              new StudyExample()
                  .answers(BASE, 2.00, 2.01, 2.02)
                  .answers(EXTENDED, 2.10, 2.12, 2.11)
                  .measured(BASE, "tune", "judge", "average", 1.50, 1.51, 1.52)
                  .measured(EXTENDED, "tune", "judge", "average", 1.90, 1.91, 1.92)
                  .study());

      assertThat(verdict.kind()).isEqualTo(NOT_REPRODUCED);
      assertThat(verdict.statistics().get(0).name()).contains("judge");
    }

    @Test
    void openWhileACellIsLacking() {
      Verdict verdict =
          VocabularyVerdict.of(
              new StudyExample()
                  .answers(BASE, 2.00, 2.01, 2.02)
                  .answers(EXTENDED, 2.10, 2.12)
                  .lacking(EXTENDED, 3, CellState.FAILED, "The loss is NaN.")
                  .study());

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("zh-v2000-p2m-e0.2-i1000-s3 (failed)");
    }

    private Verdict verdict(double... extended) {
      return VocabularyVerdict.of(
          new StudyExample().answers(BASE, 2.00, 2.01, 2.02).answers(EXTENDED, extended).study());
    }
  }

  @Nested
  class PretrainingHelps {

    @Test
    void reproducedIfAnswersAreBetterAfterIt() {
      assertThat(verdict(1.80, 1.82, 1.81).kind()).isEqualTo(REPRODUCED);
    }

    @Test
    void notReproducedIfTheyAreNot() {
      assertThat(verdict(2.01, 2.01, 2.02).kind()).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void isDecidedAtTheSmallestSetOfInstructions() {
      Factors fewUntrained = new Factors("zh", 0, 0, 0, 200);
      Verdict verdict =
          PretrainingVerdict.of(
              new StudyExample()
                  .answers(fewUntrained, 3.00, 3.01, 3.02)
                  .answers(FEW_INSTRUCTIONS, 2.50, 2.51, 2.52)
                  .answers(UNTRAINED, 2.00, 2.01, 2.02)
                  .answers(BASE, 2.00, 2.01, 2.02)
                  .study());

      assertThat(verdict.kind()).isEqualTo(REPRODUCED);
      assertThat(verdict.statistics())
          .extracting(Statistic::name)
          .containsExactly(
              "gain by pretraining at 200 instructions, bits per byte of the reference answers",
              "gain by pretraining at 1,000 instructions, bits per byte of the reference answers");
    }

    private Verdict verdict(double... pretrained) {
      return PretrainingVerdict.of(
          new StudyExample()
              .answers(UNTRAINED, 2.00, 2.01, 2.02)
              .answers(BASE, pretrained)
              .study());
    }
  }

  @Nested
  class KnowledgeStays {

    @Test
    void reproducedIfItIsThereAndNotRaised() {
      assertThat(verdict(new double[] {0.40, 0.41, 0.42}, 0.405, 0.41, 0.415).kind())
          .isEqualTo(REPRODUCED);
    }

    @Test
    void notReproducedIfItIsRaised() {
      assertThat(verdict(new double[] {0.40, 0.41, 0.42}, 0.50, 0.51, 0.52).kind())
          .isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void openWhereTheModelGuesses() {
      Verdict verdict = verdict(new double[] {0.24, 0.25, 0.26}, 0.25, 0.26, 0.24);

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("guessing");
      assertThat(verdict.statistics()).isNotEmpty();
    }

    private Verdict verdict(double[] untrained, double... pretrained) {
      return KnowledgeVerdict.of(
          new StudyExample()
              .measured(UNTRAINED, "tune", "ceval", "acc", untrained)
              .measured(BASE, "tune", "ceval", "acc", pretrained)
              .study());
    }
  }

  @Nested
  class EnglishSuffersAloneAndIsKeptByMixing {

    @Test
    void reproducedIfBothAreSo() {
      assertThat(verdict(new double[] {3.0, 3.1, 3.05}, 2.02, 2.04, 2.03).kind())
          .isEqualTo(REPRODUCED);
    }

    @Test
    void notReproducedIfMixingKeepsLittle() {
      Verdict verdict = verdict(new double[] {3.0, 3.1, 3.05}, 2.9, 3.0, 2.95);

      assertThat(verdict.kind()).isEqualTo(NOT_REPRODUCED);
      assertThat(verdict.sentence()).contains("less than half");
    }

    @Test
    void notReproducedIfEnglishDoesNotSuffer() {
      Verdict verdict = verdict(new double[] {2.0, 2.0, 2.01}, 1.9, 1.9, 1.91);

      assertThat(verdict.kind()).isEqualTo(NOT_REPRODUCED);
      assertThat(verdict.sentence()).contains("does not get worse");
    }

    private Verdict verdict(double[] alone, double... mixed) {
      return EnglishVerdict.of(
          new StudyExample()
              .measured(CHINESE_ALONE, "base", "perplexity/en", "bits_per_byte", 2, 2, 2)
              .measured(BASE, "base", "perplexity/en", "bits_per_byte", 2, 2, 2)
              .measured(CHINESE_ALONE, "pretrain", "perplexity/en", "bits_per_byte", alone)
              .measured(BASE, "pretrain", "perplexity/en", "bits_per_byte", mixed)
              .study());
    }
  }

  @Nested
  class LanguagesShowTheSameTrend {
    private static final Factors FEW_HINDI = new Factors("hi", 0, 2_000_000, 0.2, 200);
    private static final Factors HINDI = new Factors("hi", 0, 2_000_000, 0.2, 1_000);

    @Test
    void reproducedIfMoreInstructionsHelpInEach() {
      assertThat(verdict(2.5, 2.51, 2.52).kind()).isEqualTo(REPRODUCED);
    }

    @Test
    void notReproducedIfTheyDoNotHelpInOne() {
      assertThat(verdict(3.0, 3.01, 3.02).kind()).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void openIfOnlyOneLanguageIsTuned() {
      Factors hindi = new Factors("hi", 0, 2_000_000, 0.2, 0);
      Verdict verdict =
          LanguagesVerdict.of(
              chinese()
                  .measured(hindi, "base", "perplexity/hi", "bits_per_byte", 3.0, 3.0, 3.0)
                  .measured(hindi, "pretrain", "perplexity/hi", "bits_per_byte", 2.4, 2.5, 2.6)
                  .study());

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("of 2 languages in the study 1 are");
      assertThat(verdict.statistics())
          .extracting(Statistic::name)
          .contains("gain by pretraining, bits per byte of Hindi");
    }

    private StudyExample chinese() {
      return new StudyExample()
          .answers(FEW_INSTRUCTIONS, 3.0, 3.01, 3.02)
          .answers(BASE, 2.5, 2.51, 2.52);
    }

    private Verdict verdict(double... hindi) {
      return LanguagesVerdict.of(
          chinese().answers(FEW_HINDI, 3.0, 3.01, 3.02).answers(HINDI, hindi).study());
    }
  }

  @Nested
  class SomeAnswersSwitch {

    @Test
    void reproducedWithinThePapersRange() {
      assertThat(verdict(0.05, 0.031, 0.034, 0.032).kind()).isEqualTo(REPRODUCED);
    }

    @Test
    void notReproducedOutsideOfIt() {
      assertThat(verdict(0.05, 0.20, 0.21, 0.22).kind()).isEqualTo(NOT_REPRODUCED);
      assertThat(verdict(0.05, 0.0, 0.001, 0.002).kind()).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void openWhereAnswersAreInAnotherLanguageAltogether() {
      Verdict verdict = verdict(0.8, 0.031, 0.034, 0.032);

      assertThat(verdict.kind()).isEqualTo(NOT_DECIDABLE);
      assertThat(verdict.sentence()).contains("another language altogether");
    }

    private Verdict verdict(double otherLanguage, double... switching) {
      return SwitchingVerdict.of(
          new StudyExample()
              .measured(UNTRAINED, "tune", "code-switching/zh", "code_switching_rate", switching)
              .measured(
                  UNTRAINED,
                  "tune",
                  "code-switching/zh",
                  "other_language_rate",
                  otherLanguage,
                  otherLanguage,
                  otherLanguage)
              .study());
    }
  }
}
