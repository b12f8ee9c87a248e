package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A subject of C-Eval (Huang et al. 2023).
 *
 * @param key the name of its files, which stands in the prompts
 * @param category STEM, Social Science, Humanities or Other
 */
public record CevalSubject(String key, String category) implements Serializable {

  /** All 52 subjects in the official order. */
  public static final List<CevalSubject> ALL =
      SubjectTable.rows("ceval-subjects.tsv").stream()
          .map(cells -> new CevalSubject(cells.get(0), cells.get(1)))
          .toList();

  private static final Set<String> HARD =
      Set.of(
          "advanced_mathematics",
          "discrete_mathematics",
          "probability_and_statistics",
          "college_chemistry",
          "college_physics",
          "high_school_mathematics",
          "high_school_chemistry",
          "high_school_physics");

  /** The subject of a file name; none if C-Eval has no such subject. */
  public static Optional<CevalSubject> of(String key) {
    return ALL.stream().filter(subject -> subject.key.equals(key)).findFirst();
  }

  /** Whether it is one of the eight of C-Eval Hard. */
  public boolean isHard() {
    return HARD.contains(key);
  }
}
