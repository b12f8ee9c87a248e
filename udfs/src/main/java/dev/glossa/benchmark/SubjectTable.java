package dev.glossa.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of a benchmark's subjects that is kept beside the classes, tab-separated. */
final class SubjectTable {
  private SubjectTable() {}

  /** The cells of its rows. */
  static List<List<String>> rows(String name) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SubjectTable.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> List.of(line.split("\t", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
