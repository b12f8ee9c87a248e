package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A subject of CMMLU (Li et al. 2023).
 *
 * @param key the name of its files
 * @param name its Chinese name, which stands in the prompts
 * @param categories what it belongs to, one or two of {@link #CATEGORIES}
 */
public record CmmluSubject(String key, String name, List<String> categories)
    implements Serializable {
  /** The categories in the official order. */
  public static final List<String> CATEGORIES =
      List.of("STEM", "Humanities", "Social Science", "Other", "China specific");

  /** All 67 subjects in the official order. */
  public static final List<CmmluSubject> ALL =
      SubjectTable.rows("cmmlu-subjects.tsv").stream()
          .map(
              cells ->
                  new CmmluSubject(cells.get(0), cells.get(1), PythonText.split(cells.get(2), ",")))
          .toList();

  public CmmluSubject {
    categories = List.copyOf(categories);
  }

  /** The subject of a file name without .csv; none if CMMLU has no such subject. */
  public static Optional<CmmluSubject> of(String key) {
    return ALL.stream().filter(subject -> subject.key.equals(key)).findFirst();
  }
}
