package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The paper's tables against what is known of them from their own arithmetic. */
class PublishedTest {
  private static final double ROUNDING = 0.001;
  private static final Published PUBLISHED = Published.load();

  @Test
  void theTablesAreWhole() {
    assertThat(PUBLISHED.responseQuality().rows())
        .hasSize(19)
        .allMatch(row -> row.aspects().size() == 5);
    assertThat(PUBLISHED.perplexity().rows()).hasSize(5);
    assertThat(PUBLISHED.languages().rows()).hasSize(13);
  }

  /** In the rows of 5k instructions the printed averages are others, as is known. */
  @Test
  void anAverageIsTheMeanOfFiveAspects() {
    PUBLISHED.responseQuality().rows().stream()
        .filter(row -> row.instructions() != 5_000)
        .forEach(row -> assertThat(mean(row.aspects())).isCloseTo(row.average(), within(ROUNDING)));
    for (Published.Languages.Row row : PUBLISHED.languages().rows()) {
      assertThat(mean(row.few())).isCloseTo(row.fewAverage(), within(ROUNDING));
      assertThat(mean(row.many())).isCloseTo(row.manyAverage(), within(ROUNDING));
    }
  }

  @Test
  void theAverageOfLanguagesIsThePrintedOne() {
    List<Published.Languages.Row> rows = PUBLISHED.languages().rows();

    assertThat(mean(rows.stream().map(Published.Languages.Row::fewAverage).toList()))
        .isCloseTo(0.837, within(ROUNDING));
    assertThat(mean(rows.stream().map(Published.Languages.Row::manyAverage).toList()))
        .isCloseTo(1.827, within(ROUNDING));
  }

  @Test
  void theRowBesideOursIsTheOneInTheSamePlace() {
    Study study =
        new StudyExample()
            .answers(StudyExample.UNTRAINED, 2)
            .answers(StudyExample.FEW_INSTRUCTIONS, 2)
            .answers(StudyExample.EXTENDED, 2)
            .answers(StudyExample.BASE, 2)
            .study();
    PublishedBeside beside = new PublishedBeside(PUBLISHED, study);

    assertThat(beside.quality(StudyExample.FEW_INSTRUCTIONS).orElseThrow().average())
        .isEqualTo(1.562);
    assertThat(beside.quality(StudyExample.EXTENDED).orElseThrow().average()).isEqualTo(2.279);
    assertThat(beside.perplexity(StudyExample.UNTRAINED).orElseThrow().english()).isEqualTo(14.691);
    assertThat(beside.perplexity(StudyExample.CHINESE_ALONE).orElseThrow().english())
        .isEqualTo(198.840);
    assertThat(beside.perplexity(StudyExample.BASE).orElseThrow().english()).isEqualTo(15.045);
    assertThat(beside.perplexity(StudyExample.EXTENDED)).isEmpty();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }
}
