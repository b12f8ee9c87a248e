package dev.glossa.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.optimize.LearningRateSchedule.Decay;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void warmsUpInAStraightLineToThePeak() {
    LearningRateSchedule schedule = new LearningRateSchedule(Decay.COSINE, 8, 4, 12, 0);
    assertThat(schedule.at(0)).isEqualTo(2);
    assertThat(schedule.at(1)).isEqualTo(4);
    assertThat(schedule.at(3)).isEqualTo(8);
    assertThat(schedule.at(4)).isEqualTo(8);
  }

  @Test
  void cosineIsHalfwayInTheMiddleAndEndsAtItsShare() {
    LearningRateSchedule schedule = new LearningRateSchedule(Decay.COSINE, 8, 4, 12, 0.25);
    assertThat(schedule.at(6)).isCloseTo(2 + 6 * (0.5 + Math.sqrt(0.125)), within(1e-12));
    assertThat(schedule.at(8)).isCloseTo(5, within(1e-12));
    assertThat(schedule.at(12)).isCloseTo(2, within(1e-12));
    assertThat(schedule.at(100)).isCloseTo(2, within(1e-12));
  }

  @Test
  void linearFallsEvenly() {
    LearningRateSchedule schedule = new LearningRateSchedule(Decay.LINEAR, 8, 0, 8, 0);
    assertThat(schedule.at(0)).isEqualTo(8);
    assertThat(schedule.at(6)).isEqualTo(2);
    assertThat(schedule.at(8)).isZero();
  }

  @Test
  void constantStays() {
    assertThat(LearningRateSchedule.constant(3).at(1_000_000)).isEqualTo(3);
    assertThat(LearningRateSchedule.constant(3).valueAt(5, 1)).isEqualTo(3);
  }

  @Test
  void impossibleOnesAreRefused() {
    assertThatThrownBy(() -> LearningRateSchedule.constant(0)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new LearningRateSchedule(Decay.LINEAR, 1, 9, 8, 0))
        .hasMessageContaining("warm-up");
    assertThatThrownBy(() -> new LearningRateSchedule(Decay.LINEAR, 1, 0, 8, 2))
        .hasMessageContaining("share");
  }
}
