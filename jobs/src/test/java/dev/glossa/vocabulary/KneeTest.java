package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneeTest {

  /** Figure 2 of the paper, mirrored: y = 1 / (x + 0.1) at ten places from 0 to 1 bends at 0.22. */
  @Test
  void isWhereThePaperFindsIt() {
    long[] curve =
        IntStream.range(0, 10).mapToLong(i -> Math.round(1e9 / (i / 9.0 + 0.1))).toArray();

    assertThat(Knee.of(curve, 0, 9)).isEqualTo(2);
  }

  @Test
  void dependsOnTheStretchLookedAt() {
    long[] curve = {900, 100, 80, 60, 20, 10, 0};

    assertThat(Knee.of(curve, 0, 6)).isEqualTo(1);
    assertThat(Knee.of(curve, 1, 6)).isEqualTo(4);
  }

  @Test
  void isNowhereOnStraightFlatOrTooShortCurves() {
    assertThat(Knee.of(new long[] {30, 20, 10}, 0, 2)).isEqualTo(-1);
    assertThat(Knee.of(new long[] {5, 5, 5, 5}, 0, 3)).isEqualTo(-1);
    assertThat(Knee.of(new long[] {30, 10}, 0, 1)).isEqualTo(-1);
    assertThat(Knee.of(new long[] {30}, 0, 0)).isEqualTo(-1);
  }
}
