package dev.glossa.study;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Does knowledge stay where it is? Right answers to examinations with the most further pretraining
 * against none. A benchmark on which the model does no better than guessing says nothing.
 */
final class KnowledgeVerdict {
  /** Those of the paper, and CMMLU. */
  static final List<String> BENCHMARKS = List.of("ceval", "gaokao", "agieval", "mmlu", "cmmlu");

  /** One of four options; some questions have more, which makes the bound a careful one. */
  static final double GUESSING = 0.25;

  private final List<Statistic> statistics = new ArrayList<>();
  private final List<Answer> raised = new ArrayList<>();
  private final SortedSet<String> absent = new TreeSet<>();
  private SeedEstimate lastGain;

  private KnowledgeVerdict() {}

  static Verdict of(Study study) {
    KnowledgeVerdict verdict = new KnowledgeVerdict();
    for (String benchmark : BENCHMARKS) {
      verdict.add(study, Measure.knowledge(study, benchmark));
    }
    return verdict.verdict();
  }

  private void add(Study study, Measure right) {
    Contrast pretraining = Contrast.ofPretraining(study, cell -> true);
    if (!right.isMeasured(study) || pretraining.pairs().isEmpty()) {
      return;
    }
    SeedSample gains = pretraining.gains(right);
    absent.addAll(gains.absent());
    if (!gains.absent().isEmpty()) {
      return;
    }
    SeedEstimate level = level(pretraining, right);
    SeedEstimate gain = gains.estimate().orElseThrow();
    statistics.add(new Statistic("gain by pretraining in " + right.title(), true, gain));
    statistics.add(new Statistic("right answers in " + right.title(), true, level));
    if (level.isAbove(GUESSING)) {
      raised.add(gain.above(right.noticeable()));
      lastGain = gain;
    }
  }

  private static SeedEstimate level(Contrast contrast, Measure right) {
    SeedSample level = new SeedSample();
    for (Contrast.Pair pair : contrast.pairs()) {
      level.add(pair.from(), right);
      level.add(pair.to(), right);
    }
    return level.estimate().orElseThrow();
  }

  private Verdict verdict() {
    if (!absent.isEmpty()) {
      return Verdict.absent(List.copyOf(absent), statistics);
    }
    if (statistics.isEmpty()) {
      return Verdict.notDecidable(
          "It takes an examination of cells with and without further pretraining; the study has"
              + " none.");
    }
    if (raised.isEmpty()) {
      return Verdict.notDecidable(
          "No benchmark is answered better than by guessing (25 %): where there is no knowledge,"
              + " none can move.",
          statistics);
    }
    Answer stays = Answer.all(raised.stream().map(Answer::not).toList());
    return new Verdict(
        Verdict.Kind.of(stays),
        statistics,
        switch (stays) {
              case YES -> "Further pretraining raises knowledge in no benchmark. ";
              case NO -> "Further pretraining raises knowledge. ";
              case OPEN -> "Whether further pretraining raises knowledge is open. ";
            }
            + "A gain counts from two points in a hundred on, where the model is better than"
            + " guessing."
            + Verdict.openness(stays, lastGain));
  }
}
