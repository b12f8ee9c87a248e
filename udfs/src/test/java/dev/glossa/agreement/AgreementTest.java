package dev.glossa.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.agreement.CohensKappa.Weights;
import dev.glossa.agreement.KrippendorffAlpha.Level;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final double NONE = Double.NaN;

  @Test
  void allRatersOfOneMindAgreePerfectly() {
    double[][] ratings = {{1, 2, 3, NONE}, {1, 2, 3, 2}, {NONE, 2, 3, 2}};
    for (Level level : Level.values()) {
      assertThat(KrippendorffAlpha.of(ratings, level)).hasValue(1);
    }
    assertThat(CohensKappa.of(new int[] {1, 3, 2}, new int[] {1, 3, 2}, 1, 3, Weights.NONE))
        .hasValue(1);
  }

  @Test
  void whatOnlyOneHasRatedSaysNothing() {
    double[][] ratings = {{1, NONE, 3}, {NONE, 2, NONE}};
    assertThat(KrippendorffAlpha.of(ratings, Level.ORDINAL)).isEmpty();
    assertThat(KrippendorffAlpha.of(new double[0][], Level.ORDINAL)).isEmpty();
    assertThat(CohensKappa.of(new int[0], new int[0], 1, 3, Weights.NONE)).isEmpty();
  }

  @Test
  void theSameStarsForEverythingAreNoAgreementBeyondChance() {
    double[][] ratings = {{3, 3, 3}, {3, 3, 3}};
    assertThat(KrippendorffAlpha.of(ratings, Level.INTERVAL)).isEmpty();
    assertThat(CohensKappa.of(new int[] {3, 3}, new int[] {3, 3}, 1, 3, Weights.QUADRATIC))
        .isEmpty();
  }

  @Test
  void withoutVariationThereIsNoCorrelation() {
    assertThat(RankCorrelation.of(new double[] {1, 2}, new double[] {5, 5})).isEmpty();
    assertThat(RankCorrelation.of(new double[0], new double[0])).isEmpty();
  }

  @Test
  void withoutASecondPlaceThereIsNoPositionBias() {
    List<PositionBias.Placed> ratings =
        List.of(new PositionBias.Placed("a", 0, 3), new PositionBias.Placed("b", 4, 1));
    assertThat(PositionBias.slope(List.of(PositionBias.moments(ratings))))
        .isEqualTo(OptionalDouble.empty());
  }

  @Test
  void theSeedDecidesTheInterval() {
    double[] values = {1, 2, 3, 3, 2, 1, 3};
    Bootstrap bootstrap = new Bootstrap(500, 1);
    assertThat(bootstrap.ofMean(values)).isEqualTo(bootstrap.ofMean(values));
    assertThat(new Bootstrap(500, 2).ofMean(values)).isNotEqualTo(bootstrap.ofMean(values));
  }

  /** Of two units, a quarter of the drawings has only the first and a quarter only the second. */
  @Test
  void theIntervalOfTwoUnitsReachesFromOneToTheOther() {
    Bootstrap.Interval interval = new Bootstrap(1000, 1).ofMean(new double[] {0, 3}).orElseThrow();
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isEqualTo(3);
  }

  @Test
  void oneUnitHasNoInterval() {
    assertThat(new Bootstrap(1000, 1).ofMean(new double[] {2})).isEmpty();
  }
}
