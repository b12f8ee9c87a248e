package dev.glossa.switching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.SharedData;
import dev.glossa.switching.PlantedSwitches.Half;
import dev.glossa.switching.SwitchAccuracy.Relation;
import dev.glossa.switching.SwitchedSpan.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is found of switches that were planted in the held-out half of the corpus, in all languages
 * but English. The floors are below what {@code udfs/src/bench/switching.sh} measured on more of
 * it; jobs/src/site/evaluation.md has the figures.
 */
class SwitchAccuracyTest {
  private static final int ANSWERS = 60;
  private static final int PLANTED = 30;

  private static SwitchAccuracy accuracy;

  @BeforeAll
  static void measure() {
    accuracy =
        SwitchAccuracy.measure(SharedData.folder("data/corpus"), Half.HELD_OUT, ANSWERS, PLANTED);
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, WORD, 0.85, 0.93",
    "ENGLISH, PHRASE, 0.95, 0.93",
    "ENGLISH, SENTENCE, 0.93, 0.93",
    "OTHER_SCRIPT, WORD, 0.95, 0.93",
    "OTHER_SCRIPT, PHRASE, 0.97, 0.93",
    "OTHER_SCRIPT, SENTENCE, 0.97, 0.93",
    "SAME_SCRIPT, WORD, 0.08, 0.60",
    "SAME_SCRIPT, PHRASE, 0.75, 0.93",
    "SAME_SCRIPT, SENTENCE, 0.97, 0.93"
  })
  void findsPlantedSwitches(Relation relation, Kind kind, double recall, double precision) {
    assertThat(accuracy.recall(relation, kind)).isGreaterThanOrEqualTo(recall);
    assertThat(accuracy.precision(relation, kind)).isGreaterThanOrEqualTo(precision);
  }

  @Test
  void findsLittleWhereNothingIsPlanted() {
    assertThat(accuracy.falseAlarmRate()).isLessThan(0.05);
  }
}
