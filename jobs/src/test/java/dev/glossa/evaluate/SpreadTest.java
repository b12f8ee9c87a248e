package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @Test
  void partsIntoRunsOfNeighbours() {
    assertThat(Spread.runs(TEN, 4))
        .containsExactly(List.of(0, 1), List.of(2, 3, 4), List.of(5, 6), List.of(7, 8, 9));
    assertThat(Spread.runs(TEN.subList(0, 2), 4)).containsExactly(List.of(0), List.of(1));
    assertThat(Spread.runs(List.of(), 4)).isEmpty();
  }

  @Test
  void givesEachWorkerNeighbours() {
    assertThat(Spread.farApart(TEN, 2)).containsExactly(0, 5, 1, 6, 2, 7, 3, 8, 4, 9);
    assertThat(Spread.farApart(TEN, 4)).containsExactly(0, 3, 6, 9, 1, 4, 7, 2, 5, 8);
    assertThat(Spread.farApart(TEN, 1)).isEqualTo(TEN);
    assertThat(Spread.farApart(TEN, 20)).isEqualTo(TEN);
    assertThat(Spread.farApart(List.of(), 2)).isEmpty();
  }
}
