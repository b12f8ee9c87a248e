package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RollingWindowsTest {
  @Test
  void theLastWindowIsFilledUpWithContext() {
    List<RollingWindows.Window> windows =
        RollingWindows.of(new int[] {1, 2, 3, 4, 5, 6, 7}, 0, 3, 3);

    assertThat(windows).extracting(RollingWindows.Window::scored).containsExactly(3, 3, 1);
    assertThat(windows)
        .extracting(RollingWindows.Window::ids)
        .containsExactly(new int[] {0, 1, 2, 3}, new int[] {3, 4, 5, 6}, new int[] {4, 5, 6, 7});
  }

  @Test
  void withAShorterStrideEveryTokenIsScoredOnceAndSeesMore() {
    List<RollingWindows.Window> windows =
        RollingWindows.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 4, 2);

    assertThat(windows).extracting(RollingWindows.Window::scored).containsExactly(4, 2, 2);
    assertThat(windows)
        .extracting(RollingWindows.Window::ids)
        .containsExactly(
            new int[] {0, 1, 2, 3, 4}, new int[] {2, 3, 4, 5, 6}, new int[] {4, 5, 6, 7, 8});
  }

  @Test
  void aShortTextIsOneWindowAfterThePrefix() {
    assertThat(RollingWindows.of(new int[] {5}, 0, 3, 3))
        .singleElement()
        .extracting(RollingWindows.Window::ids)
        .isEqualTo(new int[] {0, 5});
    assertThat(RollingWindows.of(new int[0], 0, 3, 3)).isEmpty();
  }
}
