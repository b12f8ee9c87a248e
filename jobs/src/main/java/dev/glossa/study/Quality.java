package dev.glossa.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much better answers became between the two sides of a contrast: by a judge where there is
 * one, else by the bits per byte of the reference answers. chrF stands beside; if it is sure of the
 * contrary, nothing is decided.
 *
 * @param answer whether the gain is above what is noticeable
 * @param contradicted whether chrF is sure of the contrary
 * @param statistics the deciding one first
 * @param measure the deciding one
 */
record Quality(Answer answer, boolean contradicted, List<Statistic> statistics, Measure measure) {

  /** What decides, best first. */
  static final List<Measure> DECIDING = List.of(Measure.JUDGED, Measure.REFERENCE_BITS);

  /** What decides in a study, if anything does. */
  static Optional<Measure> deciding(Study study) {
    return DECIDING.stream().filter(measure -> measure.isMeasured(study)).findFirst();
  }

  /**
   * @param contrast pairs that all have a value of the deciding measure
   */
  static Quality of(String name, Contrast contrast, Measure deciding) {
    SeedEstimate gain = contrast.gains(deciding).estimate().orElseThrow();
    Answer answer = gain.above(deciding.noticeable());
    boolean contradicted = false;
    List<Statistic> statistics = new ArrayList<>();
    statistics.add(Statistic.gain(name + ", " + deciding.title(), deciding, gain));
    SeedSample beside = contrast.gains(Measure.CHRF);
    if (beside.absent().isEmpty()) {
      SeedEstimate chrf = beside.estimate().orElseThrow();
      statistics.add(Statistic.gain(name + ", " + Measure.CHRF.title(), Measure.CHRF, chrf));
      contradicted = contradicts(answer, chrf);
    }
    return new Quality(contradicted ? Answer.OPEN : answer, contradicted, statistics, deciding);
  }

  private static boolean contradicts(Answer answer, SeedEstimate chrf) {
    double noticeable = Measure.CHRF.noticeable();
    return answer == Answer.YES && chrf.isBelow(-noticeable)
        || answer == Answer.NO && chrf.isAbove(noticeable);
  }

  /** The bound in words, and why nothing is decided where nothing is. */
  String reason() {
    String bound =
        "A gain counts from %s of %s on.".formatted(measure.noticeableInWords(), measure.title());
    return contradicted
        ? bound + " The two measures contradict each other."
        : bound + Verdict.openness(answer, statistics.get(0).estimate());
  }
}
