package dev.glossa.study;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Which of the paper's rows stands beside one of ours: the one in the same place among its
 * neighbours. The smallest set of instructions stands beside the paper's smallest, the most
 * pretraining beside the paper's most, whatever lies between the sizes. Tables 1 and 2 are of
 * Chinese; beside other languages there is none of their rows.
 */
final class PublishedBeside {
  private static final String CHINESE = "zh";
  private static final List<Long> INSTRUCTIONS = List.of(1_000L, 5_000L, 950_000L);
  private static final List<Long> SAMPLES = List.of(0L, 10_000L, 100_000L, 1_000_000L);

  private final Published published;
  private final List<Long> instructions;
  private final List<Long> tokens;

  PublishedBeside(Published published, Study study) {
    this.published = published;
    this.instructions = levels(study, Factors::instructions);
    this.tokens = levels(study, Factors::pretrainTokens);
  }

  private static List<Long> levels(Study study, ToLongFunction<Factors> level) {
    return study.cells().stream()
        .map(outcome -> outcome.cell().factors())
        .filter(factors -> factors.language().equals(CHINESE))
        .map(level::applyAsLong)
        .filter(value -> value > 0)
        .distinct()
        .sorted()
        .toList();
  }

  /** The row of Table 1, if the paper has one. */
  Optional<Published.ResponseQuality.Row> quality(Factors factors) {
    if (!factors.language().equals(CHINESE)) {
      return Optional.empty();
    }
    long beside = instructionsBeside(factors.instructions());
    Long samples = samplesBeside(factors.pretrainTokens());
    return published.responseQuality().rows().stream()
        .filter(row -> row.instructions() == beside)
        .filter(row -> samples.equals(row.pretrainingSamples()))
        .filter(row -> row.extended() == factors.addedPieces() > 0)
        .findFirst();
  }

  /** The column of Table 2, if the paper has one: none of a model with an extended vocabulary. */
  Optional<Published.Perplexity.Row> perplexity(Factors factors) {
    if (!factors.language().equals(CHINESE)) {
      return Optional.empty();
    }
    boolean joint = factors.pretrainTokens() > 0 && factors.englishShare() > 0;
    Long samples = joint ? null : samplesBeside(factors.pretrainTokens());
    return published.perplexity().rows().stream()
        .filter(row -> factors.addedPieces() == 0 && row.joint() == joint)
        .filter(row -> joint || row.pretrainingSamples().equals(samples))
        .findFirst();
  }

  /** Smallest beside smallest, largest beside largest, what is between beside the middle. */
  private long instructionsBeside(long level) {
    int place = instructions.indexOf(level);
    return place == 0
        ? INSTRUCTIONS.get(0)
        : place == instructions.size() - 1 ? INSTRUCTIONS.get(2) : INSTRUCTIONS.get(1);
  }

  /** Counted from the most: the paper's steps are tenfold. */
  private Long samplesBeside(long level) {
    if (level == 0) {
      return SAMPLES.get(0);
    }
    int fromTheMost = tokens.size() - 1 - tokens.indexOf(level);
    return SAMPLES.get(Math.max(1, SAMPLES.size() - 1 - fromTheMost));
  }
}
