package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A subject of MMLU (Hendrycks et al. 2021) and the groups that its items are counted in; within a
 * group every item counts alike.
 *
 * @param key the name of its files
 * @param subcategory one of 17, as law
 * @param category one of 4, as humanities
 */
public record MmluSubject(String key, String subcategory, String category) implements Serializable {

  /** All 57 subjects in the official order. */
  public static final List<MmluSubject> ALL =
      SubjectTable.rows("mmlu-subjects.tsv").stream()
          .map(cells -> new MmluSubject(cells.get(0), cells.get(1), cells.get(2)))
          .toList();

  /** The subject of a file name; none if MMLU has no such subject. */
  public static Optional<MmluSubject> of(String key) {
    return ALL.stream().filter(subject -> subject.key.equals(key)).findFirst();
  }
}
