package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LossWatchTest {

  @Test
  void aSpikeFarAboveTheRunningMeanEndsTheTraining() {
    LossWatch watch = new LossWatch(2);
    for (int step = 1; step <= 30; step++) {
      watch.accept(report(step, 3));
    }
    assertThatCode(() -> watch.accept(report(31, 6.5))).doesNotThrowAnyException();
    assertThatThrownBy(() -> watch.accept(report(32, 9)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("jumped");
  }

  @Test
  void theFirstStepsMayJump() {
    LossWatch watch = new LossWatch(2);
    watch.accept(report(1, 1));
    assertThatCode(() -> watch.accept(report(2, 9))).doesNotThrowAnyException();
  }

  @Test
  void withoutAFactorOnlyWhatIsNoNumberEndsIt() {
    LossWatch watch = new LossWatch(0);
    for (int step = 1; step <= 30; step++) {
      watch.accept(report(step, step == 30 ? 1000 : 1));
    }
    assertThatThrownBy(() -> watch.accept(report(31, Double.NaN)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("NaN");
  }

  private static StepReport report(long step, double loss) {
    return new StepReport(step, loss, 1.0, 0.1, 10, 1);
  }
}
