package dev.glossa.study;

import java.util.List;
import java.util.Locale;

/**
 * What a study says of a finding.
 *
 * @param kind whether it was found again
 * @param statistics the numbers that say so; the first decides
 * @param sentence why, with the bound that was held against the numbers, or what is lacking
 */
record Verdict(Kind kind, List<Statistic> statistics, String sentence) {
  private static final int NAMED = 6;

  Verdict {
    statistics = List.copyOf(statistics);
  }

  /** Found again, not found again, or neither can be said. */
  enum Kind {
    REPRODUCED("Reproduced"),
    NOT_REPRODUCED("Not reproduced"),
    NOT_DECIDABLE("Not decidable at this scale");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As results.json has it. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    String words() {
      return words;
    }

    /** The kind that follows where a yes is what the paper found. */
    static Kind of(Answer answer) {
      return switch (answer) {
        case YES -> REPRODUCED;
        case NO -> NOT_REPRODUCED;
        case OPEN -> NOT_DECIDABLE;
      };
    }
  }

  static Verdict notDecidable(String sentence) {
    return new Verdict(Kind.NOT_DECIDABLE, List.of(), sentence);
  }

  static Verdict notDecidable(String sentence, List<Statistic> statistics) {
    return new Verdict(Kind.NOT_DECIDABLE, statistics, sentence);
  }

  /** Cells that the finding needs have no value. */
  static Verdict absent(List<String> cells) {
    return absent(cells, List.of());
  }

  /** The same, with the numbers that there are nevertheless. */
  static Verdict absent(List<String> cells, List<Statistic> statistics) {
    String more = cells.size() > NAMED ? " and %d more".formatted(cells.size() - NAMED) : "";
    return notDecidable(
        "Cells that this needs have no value: %s%s."
            .formatted(String.join(", ", cells.subList(0, Math.min(NAMED, cells.size()))), more),
        statistics);
  }

  /** What an open answer lacks, to follow the numbers; nothing after other answers. */
  static String openness(Answer answer, SeedEstimate estimate) {
    if (answer != Answer.OPEN) {
      return "";
    }
    return estimate.low() == null
        ? " With one seed nothing is known about chance."
        : " The interval holds the bound: more seeds or a larger study would tell.";
  }
}
