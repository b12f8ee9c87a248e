package dev.glossa.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  public static final List<CmmluSubject> ALL = read();

  private static final String TABLE = "cmmlu-subjects.tsv";

  public CmmluSubject {
    categories = List.copyOf(categories);
  }

  /** The subject of a file name without .csv; none if CMMLU has no such subject. */
  public static Optional<CmmluSubject> of(String key) {
    return ALL.stream().filter(subject -> subject.key.equals(key)).findFirst();
  }

  private static List<CmmluSubject> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CmmluSubject.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split("\t", -1))
          .map(cells -> new CmmluSubject(cells[0], cells[1], List.of(cells[2].split(",", -1))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
