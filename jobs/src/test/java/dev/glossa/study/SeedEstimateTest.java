package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected intervals: scipy 1.17.1, {@code stats.t.interval(0.95, n - 1, mean, stats.sem(x))}. */
class SeedEstimateTest {
  private static final double EXACT = 1e-10;

  @Test
  void theIntervalIsStudents() {
    SeedEstimate three = SeedEstimate.of(List.of(1.0, 2.0, 3.0));

    assertThat(three.mean()).isEqualTo(2);
    assertThat(three.low()).isCloseTo(-0.48413771175033027, within(EXACT));
    assertThat(three.high()).isCloseTo(4.48413771175033, within(EXACT));

    SeedEstimate five = SeedEstimate.of(List.of(2.31, 2.29, 2.36, 2.33, 2.30));

    assertThat(five.mean()).isCloseTo(2.318, within(EXACT));
    assertThat(five.low()).isCloseTo(2.283545222348487, within(EXACT));
    assertThat(five.high()).isCloseTo(2.3524547776515132, within(EXACT));
  }

  @Test
  void ofOneSeedNothingIsKnownAboutChance() {
    SeedEstimate one = SeedEstimate.of(List.of(7.0));

    assertThat(one).isEqualTo(new SeedEstimate(7, null, null, 1));
    assertThat(one.above(0)).isEqualTo(Answer.OPEN);
  }

  @Test
  void aBoundWithinTheIntervalLeavesItOpen() {
    SeedEstimate estimate = SeedEstimate.of(List.of(1.0, 1.1, 1.2));

    assertThat(estimate.above(0.5)).isEqualTo(Answer.YES);
    assertThat(estimate.above(1.1)).isEqualTo(Answer.OPEN);
    assertThat(estimate.above(2)).isEqualTo(Answer.NO);
  }
}
