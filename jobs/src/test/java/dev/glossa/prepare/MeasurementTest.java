package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {

  @Test
  void measuresTheBeginningOfALongTextWithoutHalfACharacter() {
    assertThat(Measurement.beginning("a\uD83D\uDE00b", 2)).isEqualTo("a");
    assertThat(Measurement.beginning("a\uD83D\uDE00b", 3)).isEqualTo("a\uD83D\uDE00");
    assertThat(Measurement.beginning("ab", 2)).isEqualTo("ab");
  }
}
