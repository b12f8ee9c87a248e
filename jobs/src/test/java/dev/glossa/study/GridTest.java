package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.GlossaException;
import dev.glossa.study.GridSettings.Design;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Factors BASE = new Factors(null, 0, 400_000, 0, 64);
  private static final Levels LEVELS =
      new Levels(List.of(0L, 1000L), List.of(0L, 400_000L), List.of(0.3), null);

  @Test
  void oneFactorAtATimeLiesAroundTheBaseCell() {
    assertThat(names(grid(Design.ONE_FACTOR, BASE, LEVELS), 1))
        .containsExactly(
            "zh-v0-p400k-e0-i64-s1",
            "zh-v1000-p400k-e0-i64-s1",
            "zh-v0-p0-e0-i64-s1",
            "zh-v0-p400k-e0.3-i64-s1");
  }

  @Test
  void aFullDesignHasAllCombinationsAndNoShareOfNoTokens() {
    assertThat(names(grid(Design.FULL, BASE, LEVELS), 1))
        .containsExactly(
            "zh-v0-p0-e0-i64-s1",
            "zh-v0-p400k-e0.3-i64-s1",
            "zh-v1000-p0-e0-i64-s1",
            "zh-v1000-p400k-e0.3-i64-s1");
  }

  @Test
  void everyCombinationIsTriedWithEverySeed() {
    assertThat(names(grid(Design.ONE_FACTOR, BASE, new Levels(null, null, null, null)), 3, 5, 3))
        .containsExactly("zh-v0-p400k-e0-i64-s3", "zh-v0-p400k-e0-i64-s5");
  }

  @Test
  void whatGridsHaveInCommonIsOneCell() {
    SortedMap<String, GridSettings> grids = grid(Design.ONE_FACTOR, BASE, LEVELS);
    grids.put("b", new GridSettings(List.of("zh", "ta"), null, BASE, null));

    assertThat(names(grids, 1)).hasSize(5).last().isEqualTo("ta-v0-p400k-e0-i64-s1");
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> names(grid(Design.ONE_FACTOR, BASE.withEnglishShare(1), null), 1))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("'a' has an english-share of 1.0");
    assertThatThrownBy(() -> names(grid(Design.ONE_FACTOR, BASE.withInstructions(-1), null), 1))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> names(new TreeMap<>(), 1)).hasMessageContaining("no cells");
  }

  private static SortedMap<String, GridSettings> grid(Design design, Factors base, Levels levels) {
    SortedMap<String, GridSettings> grids = new TreeMap<>();
    grids.put("a", new GridSettings(List.of("zh"), design, base, levels));
    return grids;
  }

  private static List<String> names(SortedMap<String, GridSettings> grids, long... seeds) {
    return Grid.cells(grids, Arrays.stream(seeds).boxed().toList()).stream()
        .map(Cell::name)
        .toList();
  }
}
