package dev.glossa.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.optimize.LearningRateSchedule.Kind;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void warmsUpAlongALineToThePeak() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.COSINE, 0.4, 4, 20, 0.1);
    assertThat(schedule.applyAsDouble(0)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.applyAsDouble(2)).isCloseTo(0.3, within(1e-12));
    assertThat(schedule.applyAsDouble(4)).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void aCosineIsHalfwayInTheMiddleAndEndsAtItsFloor() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.COSINE, 1, 4, 20, 0.2);
    assertThat(schedule.applyAsDouble(12)).isCloseTo(0.6, within(1e-12));
    assertThat(schedule.applyAsDouble(20)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.applyAsDouble(8)).isCloseTo(0.2 + 0.8 * 0.853553390593, within(1e-9));
  }

  @Test
  void aLineLosesTheSameInEveryStep() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.LINEAR, 1, 0, 10, 0);
    assertThat(schedule.applyAsDouble(3)).isCloseTo(0.7, within(1e-12));
    assertThat(schedule.applyAsDouble(10)).isZero();
  }

  @Test
  void aConstantRateStays() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.CONSTANT, 1, 2, 10, 0);
    assertThat(schedule.applyAsDouble(0)).isEqualTo(0.5);
    assertThat(schedule.applyAsDouble(9)).isEqualTo(1);
  }
}
